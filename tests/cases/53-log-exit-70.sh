# A log that cannot be written is one warning.
six_runs
journal j
with strace -f -qq -o trace -e trace=openat,open,write,pwrite64,writev -e inject=openat,open,write,pwrite64,writev:error=ENOSPC -P "$PWD/j/s/log.jsonl" -- merge j/s
expect 0
once '^warning: .*log\.jsonl'
rm -rf d && mkdir -p d/s/log.jsonl
sweeps run s.yaml --out d
expect 0
once '^warning: .*log\.jsonl'
