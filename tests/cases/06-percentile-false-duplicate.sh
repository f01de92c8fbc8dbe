# Two percentiles whose column names would be equal: either both are taken, or the message says that.
cat >hq.yaml <<'YAML'
name: hq
model: { width: 8, depth: 1 }
train: { steps: 5 }
handlers:
  - percentiles: { at: [0.30000000000000004, 0.3], first: 2 }
YAML
sweeps plan hq.yaml
[ "$code" -eq 0 ] || says 'column'
never "stands in 'at' more than once"
