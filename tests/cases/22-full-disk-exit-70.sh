# A full disk and used-up inodes are the storage's fault, at every size.
six_runs
mkdir m
try() {
  mount -t tmpfs -o "$1" tmpfs m || { wrong 'no tmpfs can be mounted'; return; }
  sweeps run s.yaml --out m --quiet
  umount m
  [ "$code" -eq 0 ] || [ "$code" -eq 4 ] || wrong "$1: exit code $code: $(head -n 1 err)"
  never 'a mistake of sweeps'
}
for size in 4 8 16 32 48 64 80 96 100 104 108 112 128 160; do try "size=${size}k"; done
for inodes in 2 3 4 5 6 8 10 12 14 16 18 20 21 22 23 24 26; do try "size=4m,nr_inodes=$inodes"; done
