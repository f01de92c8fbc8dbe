# A finding belongs to one table; a sound network is not called saturated because of another handler.
cat >two.yaml <<'YAML'
name: two
dataset: { source: names }
model: { width: 20, depth: 2, embedding: 8, activation: tanh, norm: layer }
train: { steps: 60, batch_size: 32, lr: 0.05 }
grid: { activation: [tanh, relu] }
handlers: [ { saturation: { every: 10 } }, { saturation: { name: s2, derivative: 1.05, every: 10 } }, { dead_units: { every: 10 } }, { dead_units: { name: d2, below: 1000, every: 10 } } ]
YAML
sweeps run two.yaml --out o
expect 0
sql "select activation, findings from '$PWD/o/two/runs.parquet'"
is 'findings from the default handlers' "$(sql "select count(*) from '$PWD/o/two/runs.parquet' where findings like '%(saturation)%' or findings like '%(dead_units)%'")" 0
