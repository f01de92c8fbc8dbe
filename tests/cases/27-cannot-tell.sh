# What cannot be told is not absent.
six_runs
sweeps run s.yaml --out o --quiet
cp -r o before
for file in runs.parquet losses.parquet; do
  with strace -f -qq -o trace -e trace=lstat,stat,newfstatat,statx,access,faccessat,faccessat2 -e inject=lstat,stat,newfstatat,statx,access,faccessat,faccessat2:error=EIO -P "$PWD/o/s/$file" -- run s.yaml --out o
  if grep -q EIO trace; then
    expect 4
    is 'the tables' "$(hashes o/s)" "$(hashes before/s)"
  else
    is 'the tables' "$(hashes o/s)" "$(hashes before/s)"
  fi
done
journal p
with strace -f -qq -o trace -e trace=openat,open -e inject=openat,open:error=EIO -P "$PWD/p/s/parts" -- run s.yaml --out p
no_mistake
expect 4
sweeps run s.yaml --out p --json
expect 0
is 'runs trained again' "$(trained)" 0
