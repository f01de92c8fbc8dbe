# After -- everything is a file.
two_runs
sweeps run -- base.yaml --out o1
expect 1
says '[Aa]fter .?--'
never "Did you mean '--out'"
