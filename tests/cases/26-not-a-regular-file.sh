# A pipe or a device in the folder is refused; nothing waits for ever.
six_runs
sweeps run s.yaml --out res --quiet
model=$(ls res/s/models | head -n 1)
for file in log.jsonl .lock definition.yaml provenance.json runs.parquet losses.parquet rank_collapse.parquet summary.md "models/$model" parts/x.journal; do
  for kind in fifo zero; do
    rm -rf n && cp -r res n
    rm -f "n/s/$file" && mkdir -p n/s/parts
    if [ $kind = fifo ]; then mkfifo "n/s/$file"; else ln -s /dev/zero "n/s/$file"; fi
    for verb in run status report verify; do
      code=0
      if [ $verb = run ]; then set -- run s.yaml --out n --set seed=2; else set -- $verb n/s; fi
      (ulimit -v 300000000; timeout -k 1 30 dotnet "$SWEEPS_PROGRAM" "$@") >out 2>err </dev/null || code=$?
      told "$@" "($kind as $file)"
      [ "$code" -ne 124 ] && [ "$code" -ne 137 ] || wrong "$verb waits for ever on $kind as $file"
      [ "$code" -ne 70 ] || wrong "$verb with $kind as $file: exit code 70"
      never 'a mistake of sweeps'
    done
  done
done
