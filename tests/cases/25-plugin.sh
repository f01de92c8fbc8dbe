# A broken plugin is named; one that ends the process is not a success.
dotnet build -c Release --nologo -v q "$root/tests/cases/plugin" -o "$PWD/plugin" >build.log 2>&1 || wrong "the plugin does not build: $(tail -n 3 build.log)"
handlers() {
  cat >p.yaml <<YAML
name: p
dataset: { source: names }
model: { width: 8, depth: 1 }
train: { steps: 5 }
handlers: [ $1 ]
YAML
}
for kind in throwing_columns throwing_type; do
  handlers $kind
  sweeps run p.yaml --out o --plugin plugin/Sweeps.Cases.Plugin.dll
  no_mistake
  [ "$code" -ne 0 ] || wrong "$kind: exit code 0"
  says "$kind|${kind/_/}"
  says 'Sweeps.Cases.Plugin'
done
# Unused, they do not break the others.
handlers rank_collapse
sweeps run p.yaml --out unused --plugin plugin/Sweeps.Cases.Plugin.dll
expect 0
handlers leaving
sweeps run p.yaml --out left --plugin plugin/Sweeps.Cases.Plugin.dll
no_mistake
[ "$code" -ne 0 ] || wrong 'a process that ended before its runs were trained has exit code 0'
