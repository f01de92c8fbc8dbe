// Three Parquet readers that others wrote. Each gives the columns of a file as a map from name to an array of values.

import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { asyncBufferFromFile } from 'hyparquet/src/node.js';
import { compressors } from 'hyparquet-compressors';
import { readFile } from 'node:fs/promises';
import { readParquet } from 'parquet-wasm';

export const quoted = text => `'${text.replaceAll("'", "''")}'`;

export async function connectDuckDB() {
  // Its cache goes by path; a process of its own or new names for every check keep it from showing an earlier file.
  return (await DuckDBInstance.create(':memory:')).connect();
}

async function duckdb(path) {
  const connection = await connectDuckDB();
  const result = await connection.runAndReadAll(`select * from read_parquet(${quoted(path)})`);
  const columns = result.getColumns();
  return new Map(result.columnNames().map((name, i) => [name, columns[i] ?? []]));
}

async function hyparquet(path) {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const names = parquetSchema(metadata).children.map(child => child.element.name);
  const columns = new Map(names.map(name => [name, []]));
  await parquetRead({
    file, metadata, compressors,
    onComplete: rows => {
      for (const row of rows) names.forEach((name, i) => columns.get(name).push(row[i]));
    },
  });
  return columns;
}

async function parquetWasm(path) {
  const table = tableFromIPC(readParquet(new Uint8Array(await readFile(path))).intoIPCStream());
  return new Map(table.schema.fields.map((field, i) => {
    const column = table.getChildAt(i);
    return [field.name, Array.from({ length: column.length }, (_, row) => column.get(row))];
  }));
}

export const readers = { DuckDB: duckdb, hyparquet, 'parquet-wasm': parquetWasm };
