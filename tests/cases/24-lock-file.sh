# Foreign text is never printed raw; a lock is judged by the file system's clock; a folder is named as one.
six_runs
mkdir -p o/s
printf '{"Host":"h\\u001b[31m\\u0007\\nx","Process":1,"ProcessStarted":"2026-01-01T00:00:00Z","Started":"2026-01-01T00:00:00Z","Session":"x"}' >o/s/.lock
sweeps run s.yaml --out o
no_mistake
printable
printf '{"Host":"h\\u001b[31m\\u0007\\nx","Process":1,"ProcessStarted":"2026-01-01T00:00:00Z","Started":"2026-01-01T00:00:00Z","Session":"x"}' >o/s/.lock
sweeps status o/s
printable
mkdir -p f/s/.lock
sweeps run s.yaml --out f
expect 4
says 'folder|directory'
never 'changes hands'
# What another machine wrote, dated in the future, is not renewed: its file keeps its time.
sweeps run s.yaml --out g --quiet
printf '{"Host":"elsewhere","Process":1,"ProcessStarted":"2026-01-01T00:00:00Z","Started":"2026-01-01T00:00:00Z","Session":"x"}' >g/s/.lock
touch -d '+2 days' g/s/.lock
(timeout 120 dotnet "$SWEEPS_PROGRAM" run s.yaml --out g --set seed=2 --quiet --wait </dev/null >out 2>err; echo $? >code)
code=$(cat code)
told 'run with a lock from the future'
expect 0
