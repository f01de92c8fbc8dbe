// node same.mjs PARQUET TEXT
// Whether a .csv or .jsonl file has, as DuckDB reads them, the columns and rows of a Parquet file, each as often. Exit code 1 if not.

import { connectDuckDB, quoted } from './readers.mjs';

const [parquet, text] = process.argv.slice(2);
const connection = await connectDuckDB();
const rows = async sql => (await connection.runAndReadAll(sql)).getRows();
await connection.run(`create table given as from read_parquet(${quoted(parquet)})`);
await connection.run('create table told as from given limit 0');
const names = (await rows('describe given')).map(([name]) => name);
if (text.endsWith('.csv')) {
  await connection.run(`create table words as from read_csv(${quoted(text)}, all_varchar = true, header = true, quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false)`);
} else {
  const columns = names.map(name => `${quoted(name)}: 'VARCHAR'`).join(', ');
  await connection.run(`create table words as from read_json(${quoted(text)}, format = 'newline_delimited', columns = {${columns}})`);
}
const found = (await rows('describe words')).map(([name]) => name);
if (JSON.stringify(found) !== JSON.stringify(names)) throw new Error(`columns: ${found}, not ${names}`);
await connection.run('insert into told from words');
const [[missing]] = await rows('select count(*) from (from given except all from told)');
const [[extra]] = await rows('select count(*) from (from told except all from given)');
const [[count]] = await rows('select count(*) from given');
if (missing > 0n || extra > 0n) throw new Error(`of ${count} rows ${missing} are missing, ${extra} are not the table's`);
console.log(`${count} rows`);
