// node make.mjs FOLDER
// Makes Parquet files with writers that others wrote, for ours to be read with, and beside them manifest.json:
// tables: { key: [{ name, type, values }] }, values as canonical.mjs describes; all columns are nullable;
// readable: [{ file, table }], the key of what the file holds;
// refused: [{ file, names }], what an error must name.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableToIPC, vectorFromArray, Bool, Float32, Float64, Int8, Int32, Int64, Uint16, Uint32, Uint64, Utf8, Table as ArrowTable } from 'apache-arrow';
import { Compression, Encoding, Table, WriterPropertiesBuilder, WriterVersion, writeParquet } from 'parquet-wasm';
import { canonicalValues } from './canonical.mjs';
import { connectDuckDB, quoted } from './readers.mjs';

const folder = process.argv[2];
const connection = await connectDuckDB();
const tables = {};
const readable = [];
const refused = [];
let files = 0;

const types = {
  BOOLEAN: 'Boolean', TINYINT: 'Int32', SMALLINT: 'Int32', INTEGER: 'Int32', BIGINT: 'Int64',
  UTINYINT: 'Int32', USMALLINT: 'Int32', UINTEGER: 'Int64', UBIGINT: 'Int64', FLOAT: 'Float', DOUBLE: 'Double', VARCHAR: 'String',
};

async function expected(query) {
  const result = await connection.runAndReadAll(query);
  const names = result.columnNames();
  const columns = result.getColumns();
  return result.columnTypes().map((type, i) => {
    const name = types[type.toString()];
    return { name: names[i], type: name, values: canonicalValues(name, columns[i] ?? []) };
  });
}

async function copy(query, options) {
  const file = join(folder, `duckdb-${files++}.parquet`);
  await connection.run(`copy (${query}) to ${quoted(file)} (format parquet${options})`);
  return file;
}

const few = `select (i % 3 = 0) as "boolean", (i % 256 - 128)::tinyint as "tinyint", (i * 7 % 65536 - 32768)::smallint as "smallint",
  (i * i * 31 - 1000000)::integer as "integer", (i::bigint * 1234567890123) as "bigint", (i % 256)::utinyint as "utinyint", (i * 11 % 65536)::usmallint as "usmallint",
  (4294967295 - i)::uinteger as "uinteger", (9223372036854775807 - i)::ubigint as "ubigint",
  (sin(i) * 1e3)::float as "float", exp(i % 600) as "double", 'Linear.' || (i % 14) as "few texts", repeat(chr((97 + i % 26)::integer), i % 50) || 'é漢😀' || i as "many texts"
  from range(ROWS) t(i)`;
const many = columns => columns.map(c => `case when hash(i, '${c}') % 4 = 0 then null else "${c}" end as "${c}"`);
const names = ['boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'float', 'double', 'few texts', 'many texts'];
const withNulls = `select ${many(names).join(', ')} from (select *, row_number() over () as i from (${few}))`;
const edges = `select * from (values
  (-2147483648, -9223372036854775808, 'nan'::float, 'nan'::double, ''), (2147483647, 9223372036854775807, 'inf'::float, '-inf'::double, 'ÿ'),
  (0, 0, '-inf'::float, 'inf'::double, chr(0)), (null, null, null, null, null), (-1, -1, -0.0::float, -0.0::double, '😀'), (1, 1, 1e-45::float, 5e-324::double, chr(65535)))
  t("int", "long", "float", "double", "text")`;

const codecs = ['uncompressed', 'snappy', 'gzip', 'brotli', 'lz4_raw'];
for (const [key, query, rows] of [['few', few, 2500], ['nulls', withNulls, 4100], ['empty', few, 0], ['edges', edges, 6]]) {
  await connection.run(`create or replace temp table source as ${query.replace('ROWS', rows)}`);
  tables[key] = await expected('select * from source');
  for (const version of ['V1', 'V2']) {
    for (const codec of codecs)
      readable.push({ file: await copy('select * from source', `, codec '${codec}', parquet_version '${version}', row_group_size 2048`), table: key });
    // No dictionaries, so that the direct encodings are used.
    const direct = `, codec 'uncompressed', parquet_version '${version}', dictionary_size_limit 0, string_dictionary_page_size_limit 1`;
    readable.push({ file: await copy('select * from source', direct), table: key });
  }
}

for (const [name, value] of Object.entries({
  date: "date '2024-01-01'", timestamp: "timestamp '2024-01-01 00:00:00'", time: "time '12:00:00'", decimal: '1.25::decimal(9,2)',
  list: '[1, 2]', struct: '{a: 1}', map: 'map {1: 2}', blob: "'\\xAA'::blob", uuid: "'00000000-0000-0000-0000-000000000000'::uuid", interval: "interval 1 day",
}))
  refused.push({ file: await copy(`select 1 as fine, ${value} as "odd ${name}"`, ''), names: `odd ${name}` });
refused.push({ file: await copy('select 1 as "small", 18446744073709551615::ubigint as "too large"', ''), names: 'too large' });
refused.push({ file: await copy("select 1 as one", ", codec 'zstd'"), names: 'Zstd' });

// Encodings that DuckDB does not write, by the Rust implementation.
const count = 2500;
const random = i => Math.imul(i ^ (i >>> 7), 0x9E3779B1) >>> 0;
const arrow = new ArrowTable({
  boolean: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 11 === 0 ? null : random(i) % 2 === 0)), new Bool()),
  int32: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 7 === 0 ? null : random(i) | 0)), new Int32()),
  int64: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 5 === 0 ? null : BigInt(random(i)) * 4294967296n - 9007199254740993n)), new Int64()),
  int8: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 19 === 0 ? null : i % 256 - 128)), new Int8()),
  uint16: vectorFromArray(Array.from({ length: count }, (_, i) => random(i) % 65536), new Uint16()),
  uint32: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 23 === 0 ? null : random(i))), new Uint32()),
  uint64: vectorFromArray(Array.from({ length: count }, (_, i) => BigInt(random(i)) * 2147483648n), new Uint64()),
  float: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 3 === 0 ? null : Math.fround(random(i) / 7e8))), new Float32()),
  double: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 13 === 0 ? null : random(i) / 7e8)), new Float64()),
  text: vectorFromArray(Array.from({ length: count }, (_, i) => (i % 17 === 0 ? null : `Linear.${i >> 4} ${'é'.repeat(i % 9)}`)), new Utf8()),
});
const arrowTypes = {
  boolean: 'Boolean', int32: 'Int32', int64: 'Int64', int8: 'Int32', uint16: 'Int32', uint32: 'Int64', uint64: 'Int64', float: 'Float', double: 'Double', text: 'String',
};
tables.arrow = Object.entries(arrowTypes).map(([name, type]) => ({ name, type, values: canonicalValues(type, arrow.getChild(name)) }));

const choices = [
  {},
  { int32: 'DELTA_BINARY_PACKED', int64: 'DELTA_BINARY_PACKED', float: 'BYTE_STREAM_SPLIT', double: 'BYTE_STREAM_SPLIT', text: 'DELTA_LENGTH_BYTE_ARRAY', boolean: 'RLE' },
  { int32: 'BYTE_STREAM_SPLIT', int64: 'BYTE_STREAM_SPLIT', uint32: 'DELTA_BINARY_PACKED', uint64: 'BYTE_STREAM_SPLIT', text: 'DELTA_BYTE_ARRAY' },
  { int32: 'PLAIN', int64: 'PLAIN', float: 'PLAIN', double: 'PLAIN', text: 'PLAIN', boolean: 'PLAIN' },
];
for (const version of [WriterVersion.V1, WriterVersion.V2])
  for (const compression of [Compression.UNCOMPRESSED, Compression.SNAPPY, Compression.GZIP, Compression.BROTLI, Compression.LZ4_RAW])
    for (const encodings of choices) {
      let builder = new WriterPropertiesBuilder().setWriterVersion(version).setCompression(compression)
        .setMaxRowGroupSize(1000).setDataPageSizeLimit(2000).setWriteBatchSize(64)
        .setDictionaryEnabled(Object.keys(encodings).length === 0);
      for (const [column, encoding] of Object.entries(encodings)) builder = builder.setColumnEncoding(column, Encoding[encoding]);
      const file = join(folder, `arrow-${files++}.parquet`);
      await writeFile(file, writeParquet(Table.fromIPCStream(tableToIPC(arrow, 'stream')), builder.build()));
      readable.push({ file, table: 'arrow' });
    }

await writeFile(join(folder, 'manifest.json'), JSON.stringify({ tables, readable, refused }));
