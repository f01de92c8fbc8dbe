# Whether a file is there cannot be told while tables are put in place: nothing may be deleted.
six_runs
sweeps run s.yaml --out twin --quiet
journal journal
files=$(for file in '' /runs.parquet /losses.parquet /timings.parquet /rank_collapse.parquet /dead_units.parquet /summary.md /summary.csv; do printf -- '-P %s ' "$PWD/tw/s/parts/next$file"; done)
for call in lstat stat newfstatat statx access openat; do
  rm -rf tw && cp -r journal tw
  with strace -f -qq -o trace -e trace=$call -e inject=$call:error=EIO $files -- run s.yaml --out tw --quiet
  no_mistake
  if grep -q INJECTED trace; then echo "  ($call was refused)"; else echo "  ($call was not made)"; fi
  [ "$code" -eq 0 ] || expect 4
  sweeps run s.yaml --out tw --json
  expect 0
  is "runs trained again after $call" "$(trained)" 0
  is "the tables after $call" "$(hashes tw/s)" "$(hashes twin/s)"
done
