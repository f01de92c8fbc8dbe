# A folder from somebody else leads nowhere else.
six_runs
sweeps run s.yaml --out res --quiet
mkdir victim
echo mine >victim/auth
echo mine >victim/keep.txt
for verb in run merge; do
  rm -rf "$verb" && mkdir "$verb" && cp -r res/s "$verb/s"
  ln -s ../../victim "$verb/s/evil"
  mkdir -p "$verb/s/parts/next"
  echo theirs >"$verb/s/parts/next/auth"
  echo '{"Files":["evil/auth"],"Obsolete":["evil/keep.txt"]}' >"$verb/s/parts/commit.json"
  if [ $verb = run ]; then sweeps run s.yaml --out run; else sweeps merge merge/s; fi
  expect 4
  is 'what lies outside' "$(cat victim/auth victim/keep.txt)" $'mine\nmine'
done
# The like through links at the folder's own places.
for place in models kept parts damaged; do
  rm -rf l && mkdir l && cp -r res/s l/s && rm -rf "l/s/$place" && ln -s ../../victim "l/s/$place"
  sweeps run s.yaml --out l --set seed=3
  [ "$code" -eq 0 ] || expect 4
  is 'what lies outside' "$(ls victim) $(cat victim/*)" $'auth\nkeep.txt mine\nmine'
done
