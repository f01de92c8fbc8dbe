# What happened is what is told.
cat >slow.yaml <<'YAML'
name: slow
dataset: { source: names }
model: { width: 30, depth: 6 }
train: { steps: 20000 }
grid: { lr: [0.1, 0.2, 0.05, 0.02], seed: {count: 6} }
YAML
start() {
  dotnet "$SWEEPS_PROGRAM" run slow.yaml --out "$1" --workers 1 >out 2>err </dev/null &
  process=$!
  for _ in $(seq 300); do grep -q '^\[1/' out && break; sleep 0.1; done
}
finish() { code=0; wait $process || code=$?; told "$1"; }
start lock
rm -f lock/slow/.lock
finish 'run, its lock removed'
expect 4
never '45 s|took over|has taken'
start journal
rm -f journal/slow/parts/*.journal
finish 'run, its journal removed'
expect 4
[ "$(grep -c '^\[' out)" -lt 24 ] || wrong 'it is told at the end only'
# A comparison says what it did not compare.
six_runs
sweeps run s.yaml --out one --quiet
cp -r one two
rm -rf two/s/models
sweeps diff one/s two/s
says 'models|weights'
