# A schedule over one step is the constant: one run for all three.
cat >sch1.yaml <<'YAML'
name: sch1
model: { width: 8, depth: 1, embedding: 4 }
train: { lr: 1, steps: 1 }
grid:
  schedule: [constant, cosine, { linear: { factor: 0.1 } }]
handlers: [ update_ratio ]
YAML
sweeps run sch1.yaml --out o
expect 0
is 'the number of runs' "$(sql "select count(*) from '$PWD/o/sch1/runs.parquet'")" 1
