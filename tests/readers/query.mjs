// node query.mjs [--json] [FILE…] SQL
// Runs SQL in DuckDB and prints the result as CSV, or as JSON. Each FILE is a view named after it: results/x/runs.parquet is runs.
// Exit code 1 with DuckDB's message if the query fails.

import { basename } from 'node:path';
import { connectDuckDB, quoted } from './readers.mjs';

const args = process.argv.slice(2);
const asJson = args[0] === '--json';
if (asJson) args.shift();
const sql = args.pop();
if (sql === undefined) {
  console.error('usage: node query.mjs [--json] [FILE…] SQL');
  process.exit(1);
}

const cell = value => {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

try {
  const connection = await connectDuckDB();
  for (const file of args) {
    const view = basename(file, '.parquet').replaceAll('"', '""');
    await connection.run(`create view "${view}" as select * from read_parquet(${quoted(file)})`);
  }
  const result = await connection.runAndReadAll(sql);
  if (asJson) {
    console.log(JSON.stringify(result.getRowObjectsJson(), null, 1));
  } else {
    console.log(result.columnNames().map(cell).join(','));
    for (const row of result.getRows()) console.log(row.map(cell).join(','));
  }
} catch (error) {
  console.error(error.message ?? String(error));
  process.exitCode = 1;
}
