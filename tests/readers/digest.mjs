// node digest.mjs FILE…
// The digests that `sweeps digest --json` gives for these tables, made anew from what DuckDB reads: names, types and values, in the order that TableDigester states.

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { connectDuckDB, quoted } from './readers.mjs';

const hashOf = texts => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text}\0`);
  return hash.digest('hex');
};

const little = (size, write) => {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
};

const bytesOf = {
  boolean: value => Buffer.from([value ? 1 : 0]),
  integer: value => little(4, to => to.writeInt32LE(value)),
  bigint: value => little(8, to => to.writeBigInt64LE(BigInt(value))),
  float: value => (Number.isNaN(value) ? Buffer.from('0000c07f', 'hex') : little(4, to => to.writeFloatLE(value))),
  double: value => (Number.isNaN(value) ? Buffer.from('000000000000f87f', 'hex') : little(8, to => to.writeDoubleLE(value))),
  varchar: value => {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([little(4, to => to.writeInt32LE(text.length)), text]);
  },
};

// Null, then numbers from −∞ to ∞ with −0 before 0, then NaN; texts by their bytes in UTF-8, which is by code point.
const compare = (left, right) => {
  if (left === null || right === null) return (left === null ? 0 : 1) - (right === null ? 0 : 1);
  if (typeof left === 'string') return Buffer.compare(Buffer.from(left), Buffer.from(right));
  if (Number.isNaN(left) || Number.isNaN(right)) return (Number.isNaN(left) ? 1 : 0) - (Number.isNaN(right) ? 1 : 0);
  if (left < right) return -1;
  if (left > right) return 1;
  return typeof left === 'number' && left === 0 ? (Object.is(left, -0) ? 0 : 1) - (Object.is(right, -0) ? 0 : 1) : 0;
};

const byName = (left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right));

async function tableOf(connection, file) {
  const result = await connection.runAndReadAll(`select * from read_parquet(${quoted(file)})`);
  const types = (await connection.runAndReadAll(`describe select * from read_parquet(${quoted(file)})`)).getRows();
  const rows = result.getRows();
  const columns = result.columnNames().map((name, place) => ({ name, place, type: String(types[place][1]).toLowerCase() })).sort((a, b) => byName(a.name, b.name));
  const leading = ['cell', 'step', 'module_index'].map(name => columns.find(column => column.name === name)).filter(Boolean);
  const keys = [...leading, ...columns.filter(column => !leading.includes(column))].map(column => column.place);
  rows.sort((left, right) => {
    for (const key of keys) {
      const order = compare(left[key], right[key]);
      if (order !== 0) return order;
    }
    return 0;
  });
  const name = basename(file, '.parquet');
  const digests = columns.map(({ name: column, place, type }) => {
    const hash = createHash('sha256').update(`${column}\0${type}\0`);
    for (const row of rows) {
      if (row[place] === null) hash.update(Buffer.from([0]));
      else hash.update(Buffer.from([1])).update(bytesOf[type](row[place]));
    }
    return { name: column, type, sha256: hash.digest('hex') };
  });
  return { name, rows: rows.length, sha256: hashOf([name, rows.length, ...digests.flatMap(digest => [digest.name, digest.type, digest.sha256])]), columns: digests };
}

const connection = await connectDuckDB();
const tables = [];
for (const file of process.argv.slice(2)) tables.push(await tableOf(connection, file));
tables.sort((a, b) => byName(a.name, b.name));
console.log(JSON.stringify({ sha256: hashOf(tables.flatMap(table => [table.name, table.sha256])), tables }, null, 2));
