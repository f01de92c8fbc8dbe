# A run counts once it is on the disk.
six_runs
with strace -f -qq -o trace -e trace=fsync,fdatasync -e inject=fsync,fdatasync:error=EIO -- run s.yaml --out o --json
expect 4
is 'runs that are called finished' "$(trained)" 0
journal j
with strace -f -qq -o trace -e trace=fsync,fdatasync -e inject=fsync,fdatasync:error=EIO -- merge j/s
expect 4
[ -n "$(ls j/s/parts/*.journal 2>/dev/null)" ] || wrong 'merge deleted the journals'
sweeps run s.yaml --out j --json
expect 0
is 'runs trained again' "$(trained)" 0
