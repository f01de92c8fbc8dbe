# "Next:" goes on with this sweep: all options that matter, quoted for the shell.
cat >rs.yaml <<'YAML'
name: rs
dataset: { source: names }
model: { width: 8, depth: 2, embedding: 4 }
train: { steps: 20 }
grid: { lr: [0.1, 0.2], seed: [1, 2] }
YAML
sweeps run rs.yaml --out 'q 1' --limit 1 --set 'lr=[0.1, 0.7]' --where "seed < 3"
expect 0
says 'Next:'
grep -E '^  .*run .*rs\.yaml' out | tail -n 1 >next
for part in '--out' 'q 1' '--set' '0.7' '--where' 'seed < 3'; do grep -qF -- "$part" next || wrong "the suggested command lacks $part: $(cat next)"; done
# As printed, it trains the rest and nothing else.
mkdir -p bin && printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$SWEEPS_PROGRAM" >bin/sweeps && chmod +x bin/sweeps
PATH=$PWD/bin:$PATH bash -c "$(sed 's/^ *//' next) --quiet" </dev/null >again 2>&1 || wrong "the suggested command fails: $(cat again)"
sweeps status 'q 1/rs'
says '^completed +4$'
says '^remaining +0$'
