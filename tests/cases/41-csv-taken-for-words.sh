# A table is not a list of words.
printf 'name,count\nanna,1\nbob,2\ncarla,3\n' >names.csv
printf 'name: t\ndataset: { source: names.csv }\n' >t.yaml
sweeps plan t.yaml
expect 1
says '[Tt]able|columns'
