# No escape sequence from a path reaches the terminal.
two_runs
sweeps run base.yaml --out $'o\e[31mred'
printable
no_mistake
