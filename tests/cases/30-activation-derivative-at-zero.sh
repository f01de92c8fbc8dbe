# At zero a derivative is torch.autograd's: relu 0, selu 1.0507 × 1.67326.
sweeps activations relu
says '.'
cat >flat0.yaml <<'YAML'
name: flat0
dataset: { source: names }
model: { width: 8, depth: 1, embedding: 4, activation: relu, init: { overrides: { hidden: { weight_scale: 0 } } } }
train: { steps: 2, batch_size: 16 }
grid: { activation: [relu, selu] }
handlers: [ { saturation: { every: 1 } }, { saturation: { name: s2, derivative: 1.2, every: 1 } }, { update_ratio: { every: 1 } }, { dead_units: { every: 1 } } ]
YAML
sweeps run flat0.yaml --out o
expect 0
# All pre-activations are 0 at step 0: relu is flat there as often as it is dead; selu's slope there is 1.758, above 1.2.
is 'flat where relu is dead' "$(sql "select min(fraction_flat) from '$PWD/o/flat0/saturation.parquet' join '$PWD/o/flat0/runs.parquet' using (run) where activation = 'relu' and step = 0")" 1
is 'flat below 1.2 where selu has 1.758' "$(sql "select max(fraction_flat) from '$PWD/o/flat0/s2.parquet' join '$PWD/o/flat0/runs.parquet' using (run) where activation = 'selu' and step = 0")" 0
