# A line break cannot stand in a batch script: a usage error.
two_runs
sweeps submit base.yaml --tasks 2 --time 90 --dry-run --out $'o\nx'
expect 1
says 'line break|control character'
sweeps submit base.yaml --tasks 2 --time 90 --dry-run --out $'o\rx'
expect 1
no_mistake
