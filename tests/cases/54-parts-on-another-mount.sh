# A folder of the sweep on another mount is told at the start with the true reason, or works.
six_runs
for place in parts kept; do
  mkdir -p "$place/s/$place"
  mount -t tmpfs -o size=8m tmpfs "$place/s/$place" || { wrong 'no tmpfs can be mounted'; continue; }
  sweeps run s.yaml --out "$place" --quiet
  first=$code
  sweeps run s.yaml --out "$place" --quiet --set seed=2
  never 'being used by another process'
  no_mistake
  is "$place: the exit code after an edit" "$code" "$first"
  [ "$code" -eq 0 ] || says 'mount|file system'
  umount "$place/s/$place"
done
