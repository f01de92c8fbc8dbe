# Nothing above the command is deleted; no row wraps. (The tests of the terminal look closer.)
cat >d.yaml <<'YAML'
name: d
dataset: { source: names }
model: { width: 30, depth: 6 }
train: { steps: 3000 }
grid: { activation: [tanh, relu, selu, gelu], norm: [none, layer], lr: [0.1, 0.2, 1.5] }
YAML
for size in 60x20 80x24 100x30 160x50; do
  t="tmux -L sweeps-case-$$-$size"
  $t -f /dev/null new-session -d -x "${size%x*}" -y "${size#*x}" "cd '$PWD'; env PS1='$ ' bash --norc" || { wrong 'no tmux'; continue; }
  $t set-option -g history-limit 10000
  $t send-keys "clear; seq 101 108; dotnet '$SWEEPS_PROGRAM' run d.yaml --out o$size; echo en''ded" Enter
  for _ in $(seq 400); do $t capture-pane -p -S - | grep -q '^ended' && break; sleep 0.2; done
  $t capture-pane -p -S - >"screen$size"
  $t kill-server
  cat "screen$size"
  for line in 101 102 103 104 105 106 107 108; do grep -qx "$line" "screen$size" || wrong "$size: the line $line above the command is gone"; done
  grep -q '^ended' "screen$size" || wrong "$size: it did not end"
done
sweeps run d.yaml --out w --where "lr > 1"
says '8 '
sweeps run d.yaml --out w --where "lr > 1"
never '/24'
