# Completion of sweeps for bash. 'sweeps completion bash' prints this script.
_sweeps() {
  local rest=${COMP_LINE:0:COMP_POINT} words=() word gap i last text about parted quoted
  # bash parts words at '=' and ':'. What stands together in the line is one word here.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    gap=${rest%%[![:space:]]*}
    rest=${rest#"$gap"}
    word=${COMP_WORDS[i]}
    if ((i == COMP_CWORD)); then word=$rest; fi
    rest=${rest#"$word"}
    if [[ $i -eq 0 || -n $gap ]]; then
      words+=("$word")
    else
      words[${#words[@]} - 1]+=$word
    fi
  done
  words=("${words[@]//[\\\"\']/}")
  last=${words[${#words[@]} - 1]}
  # Of a word that bash has parted, it replaces the last part alone.
  parted=
  if [[ $COMP_WORDBREAKS == *=* && $last == *[=:]* ]]; then parted=${last%"${last##*[=:]}"}; fi
  COMPREPLY=()
  while IFS=$'\t' read -r text about; do
    printf -v quoted %q "${text#"$parted"}"
    COMPREPLY+=("$quoted")
  done < <("${words[0]}" complete "${words[@]:1}" 2>/dev/null)
  # The word goes on after these.
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o default -F _sweeps sweeps
