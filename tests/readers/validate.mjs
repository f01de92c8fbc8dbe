// usage: node validate.mjs SCHEMA.json FILE.yaml…   one line a file: its name, and "valid" or the first error as JSON
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false })
  .compile(JSON.parse(readFileSync(schema, 'utf8')));
for (const file of files) {
  const valid = validate(parse(readFileSync(file, 'utf8'), { version: '1.2', merge: true }));
  console.log(`${basename(file)}: ${valid ? 'valid' : JSON.stringify(validate.errors[0])}`);
}
