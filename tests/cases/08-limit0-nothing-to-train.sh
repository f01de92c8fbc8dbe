# What is due and what the limit lets through are two things.
two_runs
sweeps run base.yaml --out fr --limit 0
expect 0
says '2 .*(due|to train)|due.* 2'
says 'limit'
