// node check.mjs MANIFEST
// Reads Parquet files with three readers and compares every value with what is expected.
// MANIFEST is JSON: [{ file, columns: [{ name, type, values }] }], values as canonical.mjs describes. Exit code 1 if any differs.

import { readFile } from 'node:fs/promises';
import { canonicalValues } from './canonical.mjs';
import { readers } from './readers.mjs';

function difference(expected, columns) {
  const names = [...columns.keys()];
  const wanted = expected.map(column => column.name);
  if (JSON.stringify(names) !== JSON.stringify(wanted)) return `has the columns ${names} instead of ${wanted}`;
  for (const { name, type, values } of expected) {
    const actual = canonicalValues(type, columns.get(name));
    if (actual.length !== values.length) return `column '${name}' has ${actual.length} rows instead of ${values.length}`;
    const row = actual.findIndex((value, i) => value !== values[i]);
    if (row >= 0) return `column '${name}', row ${row}: ${JSON.stringify(actual[row])} instead of ${JSON.stringify(values[row])}`;
  }
  return null;
}

const manifest = JSON.parse(await readFile(process.argv[2], 'utf8'));
let same = 0;
let different = 0;
for (const { file, columns } of manifest) {
  for (const [name, read] of Object.entries(readers)) {
    let found;
    try {
      found = difference(columns, await read(file));
    } catch (error) {
      found = `failed: ${error.message ?? error}`;
    }
    if (found === null) {
      same++;
    } else {
      different++;
      console.log(`${name}: ${file}: ${found}`);
    }
  }
}
console.log(`${same} readings equal, ${different} not`);
process.exitCode = different === 0 && same === manifest.length * Object.keys(readers).length && same > 0 ? 0 : 1;
