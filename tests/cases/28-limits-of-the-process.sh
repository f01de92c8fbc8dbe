# A limit of the process is named.
two_runs
for limit in 48 64 80 96 112 128 160; do
  code=0
  (ulimit -n $limit; exec dotnet "$SWEEPS_PROGRAM" run base.yaml --out "n$limit") >out 2>err </dev/null || code=$?
  told "ulimit -n $limit"
  never 'a mistake of sweeps'
  [ "$code" -ne 70 ] || wrong "ulimit -n $limit: exit code 70"
  [ "$code" -eq 0 ] || says '[Oo]pen files|[Ff]ile descriptors|ulimit|[Tt]oo many'
done
