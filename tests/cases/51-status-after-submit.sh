# status works from submit on.
six_runs
mkdir bin
printf '#!/bin/sh\ncase "$*" in *merge*) echo 4712 ;; *) echo 4711 ;; esac\n' >bin/sbatch
printf '#!/bin/sh\nexit 0\n' >bin/squeue
cp bin/squeue bin/sacct; cp bin/squeue bin/sinfo
printf '#!/bin/sh\necho "MaxArraySize            = 1001"\n' >bin/scontrol
chmod +x bin/*
PATH=$PWD/bin:$PATH
sweeps submit s.yaml --tasks 2 --time 90 --out o
expect 0
sweeps status o/s
expect 0
says '^remaining +6$'
never 'run o/s/definition'
