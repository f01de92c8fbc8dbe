# A journal that claims more than there is, with right checksums, is damaged.
six_runs
journal j
cp "$root/../shared/cases/23-journal-claims/rows_huge_t3.journal" j/s/parts/
chmod u+w j/s/parts/rows_huge_t3.journal
sweeps run s.yaml --out j
expect 0
says 'damaged'
[ -n "$(ls j/s/damaged 2>/dev/null)" ] || wrong 'nothing was moved aside'
# A header that claims a body of 2 GiB in a sparse file of that size.
journal k
head -c 24 "$root/../shared/cases/23-journal-claims/rows_huge_t3.journal" >k/s/parts/sparse.journal
truncate -s 2147483647 k/s/parts/sparse.journal
sweeps run s.yaml --out k
no_mistake
expect 0
