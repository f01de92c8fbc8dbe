#compdef sweeps
# Completion of sweeps for zsh. 'sweeps completion zsh' prints this script.
_sweeps() {
  local -a typed open closed shown_open shown_closed
  local line text about
  typed=("${(@Q)words[2,CURRENT - 1]}")
  (( CURRENT > 2 )) || typed=()
  for line in "${(@f)$("${(Q)words[1]}" complete "${typed[@]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
    text=${line%%$'\t'*}
    [[ -n $text ]] || continue
    about=${line#"$text"}
    about=${text}${about:+  -- ${about#$'\t'}}
    # The word goes on after these.
    if [[ $text == *[=/] ]]; then
      open+=("$text") shown_open+=("$about")
    else
      closed+=("$text") shown_closed+=("$about")
    fi
  done
  (( $#open + $#closed )) || { _files; return }
  (( $#open )) && compadd -S '' -l -d shown_open -a open
  (( $#closed )) && compadd -l -d shown_closed -a closed
  return 0
}
# In a file of the fpath this is the function's body; sourced, it defines the function.
if [[ $funcstack[1] == _sweeps ]]; then
  _sweeps "$@"
else
  compdef _sweeps sweeps
fi
