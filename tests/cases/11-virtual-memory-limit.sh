# Memory that ran out is told as that.
two_runs
for limit in 3000000 2500000; do
  code=0
  (ulimit -v $limit; exec dotnet "$SWEEPS_PROGRAM" run base.yaml --out v) >out 2>err </dev/null || code=$?
  told "ulimit -v $limit"
  # Below some size the runtime itself does not start, and says so.
  never 'a mistake of sweeps'
  [ "$code" -ne 70 ] || wrong 'exit code 70'
  [ "$code" -eq 0 ] || says '[Mm]emory|GC heap|address space'
done
