# SIGHUP and SIGQUIT stop in order.
cat >slow.yaml <<'YAML'
name: slow
dataset: { source: names }
model: { width: 30, depth: 6 }
train: { steps: 600000 }
grid: { lr: [0.1, 0.2, 0.05, 0.02], seed: {count: 3} }
YAML
for signal in HUP QUIT TERM INT; do
  env --default-signal=HUP,QUIT,TERM,INT dotnet "$SWEEPS_PROGRAM" run slow.yaml --out "sg$signal" >out 2>err </dev/null &
  process=$!
  for _ in $(seq 200); do grep -q '12 runs' out && [ -e "sg$signal/slow/.lock" ] && break; sleep 0.1; done
  sleep 1
  kill -s $signal $process
  code=0
  wait $process || code=$?
  told "run, then $signal"
  expect 130
  says 'go on with'
  absent "sg$signal/slow/.lock"
done
# nohup goes on.
sed -i 's/600000/100/' slow.yaml
env --ignore-signal=HUP dotnet "$SWEEPS_PROGRAM" run slow.yaml --out nohup >out 2>err </dev/null &
process=$!
# Until then nobody ignores anything.
for _ in $(seq 200); do [ "$(cat /proc/$process/comm)" = dotnet ] && break; sleep 0.02; done
for _ in 1 2 3 4 5 6; do kill -s HUP $process 2>/dev/null; sleep 0.05; done
code=0
wait $process || code=$?
told 'run under nohup'
expect 0
