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
is 'findings of a sound network' "$(sql "select count(*) from '$PWD/o/two/runs.parquet' where findings like '%saturated%' or findings like '%dead units%'")" 0

# With thresholds that are crossed everywhere each table has its finding, with its name and all layers.
sed -i 's/^handlers/findings: { saturated: 0.001, dead: 0.001 }\nhandlers/' two.yaml
sweeps run two.yaml --out o
expect 0
says '0 runs trained'
sweeps show o/two 0
says 'saturated layers 0–2 \(s2: fraction_flat of Tanh'
sweeps show o/two 1
says 'dead units in layers 0–2 \(d2: fraction_dead of ReLU'
