# true and false are spelt as in the definition, everywhere.
cat >bn1w.yaml <<'YAML'
name: bn1w
dataset: { source: names }
model: { width: 8, depth: 2, embedding: 4, norm: batch, activation: tanh }
train: { steps: 20 }
grid:
  batch_size: [1, 2]
  bn_bessel: [false, true]
  bn_eps: [1e-5, 0]
handlers: [rank_collapse, update_ratio, percentiles]
where: "batch_size > 1"
YAML
sweeps run bn1w.yaml --out o
expect 0
never 'True|False'
sweeps export o/bn1w
expect 0
sweeps show o/bn1w 4
never 'True|False'
sweeps report o/bn1w --tables
if grep -rlE '\b(True|False)\b' o/bn1w --include='*.csv' --include='*.md' --include='*.json' --include='*.jsonl'; then wrong "True or False is written"; fi
