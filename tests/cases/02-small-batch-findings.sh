# One example has one direction, and says nothing about dead units: no finding where batch or width is tiny and the network is sound.
cat >smallbatch.yaml <<'YAML'
name: smallbatch
dataset: { source: names }
model: { width: 30, depth: 3, activation: relu }
train: { steps: 300, lr: 0.01 }
grid: { batch_size: [1, 2, 3, 4, 32], seed: [1, 2, 3] }
handlers: [ rank_collapse: { every: 50 }, dead_units: { every: 50 } ]
YAML
cat >smallwidth.yaml <<'YAML'
name: smallwidth
dataset: { source: names }
model: { depth: 2, activation: tanh }
train: { steps: 300 }
grid: { width: [1, 2, 3, 30], seed: [1, 2, 3] }
handlers: [ rank_collapse: { every: 50 } ]
YAML
for name in smallbatch smallwidth; do
  sweeps run $name.yaml --out o
  expect 0
  is "runs of $name with a finding of collapse or dead units" "$(sql "select count(*) from '$PWD/o/$name/runs.parquet' where findings like '%collapse%' or findings like '%dead%'")" 0
done
