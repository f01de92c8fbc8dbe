# Readers tell what belongs to the definition that stands there.
six_runs
sweeps run s.yaml --out o --quiet
first=$(sql "select run from '$PWD/o/s/runs.parquet' where cell = 0")
# Killed with all six runs of the other seed in the journal, before the tables are made.
with strace -f -qq -o /dev/null -e trace=mkdir,mkdirat -e inject=mkdir,mkdirat:signal=KILL -P "$PWD/o/s/parts/next" -- run s.yaml --out o --set seed=2 --quiet
sweeps summary o/s
never 'means over|mean of 2'
sweeps export o/s --format csv
file=$(find o/s -name runs.csv | head -n 1)
is 'rows of cell 0 in runs.csv' "$(cut -d, -f1 "$file" | grep -cx 0)" 1
sweeps show o/s 0
! grep -q "$first" out || wrong 'show 0 shows the run of the earlier definition'
says "$(printf 'seed +2')"
sweeps status o/s
says '^remaining +0$'
sweeps run s.yaml --out o --set seed=2 --json
expect 0
is 'runs trained again' "$(trained)" 0
