# Completion of sweeps for fish. 'sweeps completion fish' prints this script.
function __sweeps_suggest
    set -l words (commandline -opc)
    set -l program $words[1]
    set -l typed (commandline -ct)
    $program complete $words[2..] "$typed" 2>/dev/null
end
complete -c sweeps -f -a '(__sweeps_suggest)'
