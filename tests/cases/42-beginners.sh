# Every mistake gets one message with the fix in it.
mistake() { # DEFINITION-LINES PATTERN
  printf 'name: b\n%b\n' "$1" >b.yaml
  sweeps plan b.yaml
  expect 1
  is "messages for: $1" "$(grep -cE '^b\.yaml:[0-9]+:[0-9]+: ' err)" 1
  says "$2"
}
mistake 'train: { lr: [0.1, 0.2] }' 'grid'
mistake 'model: { norm: null }' 'none'
mistake 'train: { lr: "1e-3" }' 'quot|number|1e-3'
mistake 'train: { learning_rate: 0.1 }' "'?lr'?"
mistake 'train: { epochs: 3, steps: 100 }' 'steps: auto'
mistake 'train: { nb_epochs: 3 }' "'?epochs'?"
mistake 'method: grid' 'grid'
mistake 'metric: { name: loss }' 'summary'
mistake 'parameters: { lr: { values: [0.1] } }' 'grid'
mistake 'train: { optimizer: { kind: nadam } }' 'adam'
mistake 'model: { activation: sigmod }' 'sigmoid'
mistake 'grid: { lr: { values: [0.1] } }' 'list|\['
printf 'anna\nbob\ncarla\ndora\nemil\nfritz\ngerd\nhans\nida\njo\n' >many.txt
mistake 'dataset: { source: many }' 'many\.txt'
# What other tools call it may be right.
printf 'name: e\ndataset: { kind: table, source: iris }\ntrain: { epochs: 3, batch_size: full, optimizer: { kind: adam }, lr: 0.001 }\n' >e.yaml
sweeps plan e.yaml
expect 0
says 'steps +3$' out
for optimizer in adam adamw; do
  printf 'name: a\nmodel: { activation: sigmoid }\ntrain: { optimizer: { kind: %s }, lr: 0.001 }\n' $optimizer >a.yaml
  sweeps plan a.yaml
  expect 0
done
# Merge keys.
cat >m.yaml <<'YAML'
name: m
model: &base { width: 8, depth: 1 }
grid: { lr: [0.1, 0.2] }
train: { steps: 5 }
YAML
cat >merge.yaml <<'YAML'
name: merge
include:
  - &base { width: 8, depth: 1 }
  - { <<: *base, lr: 0.3 }
train: { steps: 5 }
YAML
sweeps plan merge.yaml
expect 0
# An exclude without effect is told.
printf 'name: x\ngrid: { lr: [0.1, 0.2] }\nexclude: [ { lr: 0.5 } ]\n' >x.yaml
sweeps plan x.yaml
expect 0
says 'exclude'
