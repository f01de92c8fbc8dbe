// Trains the definitions of the goldens with today's build and compares the digests of what comes out. scripts/goldens builds the program and calls this.

import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const usage = `usage: scripts/goldens [--random] [--shipped] [--published] [--update] [--set KEY=VALUE]… [--out DIR] [NAME…]
  Without a choice of groups: --random and --shipped.
  --published   the experiments on the documents' own lists, which must lie in a folder that SWEEPS_DATA names
  --update      write what this build gives as the goldens of the chosen definitions
  --set         a change of the definitions, to see that it is noticed
  --out DIR     the folder of all results; what is done there is not trained again. Default: a temporary one
  NAME          only these definitions`;

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
// The program to judge: an assembly, or a command such as an emulated build.
const program = process.env.SWEEPS_PROGRAM ?? join(root, 'src/Sweeps.Cli/bin/Release/net10.0/sweeps.dll');
const [command, ...leading] = program.endsWith('.dll') ? ['dotnet', program] : [program];

// 200,000 steps of six networks take most of a minute, and so do 5 steps of networks with 1,024 units. The published twin of the first sweep is trained to its end.
const shorter = { 'makemore-six-models': ['--set', 'steps=10000'], 'mup-transfer': ['--set', 'steps=5'] };

const fail = message => { console.error(`goldens: ${message}`); process.exit(1); };

const run = (args, allowed = [0]) =>
  new Promise((resolve, reject) =>
    execFile(command, [...leading, ...args], { maxBuffer: 1 << 28, cwd: root }, (error, stdout, stderr) =>
      allowed.includes(error?.code ?? 0) ? resolve(stdout) : reject(new Error(`sweeps ${args.join(' ')}\n${stderr.slice(-2000) || error.message}`))));

const shortHash = sha256 => sha256.slice(0, 8);

// As `sweeps digest` makes a table's hash: of its name, its rows and its columns by name, each text followed by a zero byte.
function tableHash(name, rows, columns) {
  const hash = createHash('sha256');
  for (const text of [name, rows, ...columns.flatMap(column => [column.name, column.type, column.sha256])]) hash.update(`${text}\0`);
  return hash.digest('hex').slice(0, 16);
}

// A golden is a line for each table: definition, table, rows, hash of the table, and each column with the beginning of its hash.
function readGoldens(file) {
  const goldens = new Map();
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    if (line === '' || line.startsWith('#')) continue;
    const [definition, name, rows, hash, ...columns] = line.split(' ');
    if (!goldens.has(definition)) goldens.set(definition, []);
    goldens.get(definition).push({ name, rows: Number(rows), hash, columns: new Map(columns.map(column => column.split(':'))) });
  }
  return goldens;
}

function writeGoldens(file, goldens, about) {
  const lines = [...goldens].sort(([left], [right]) => (left < right ? -1 : 1)).flatMap(([definition, tables]) =>
    tables.map(table => [definition, table.name, table.rows, table.hash, ...[...table.columns].map(column => column.join(':'))].join(' ')));
  writeFileSync(file, `# ${about} A line for each table: definition, table, rows, hash, and the first digits of each column's hash.\n# Written by scripts/goldens --update.\n${lines.join('\n')}\n`);
}

const goldenOf = digest => digest.tables.map(table => ({
  name: table.name, rows: table.rows, hash: tableHash(table.name, table.rows, table.columns),
  columns: new Map(table.columns.map(column => [column.name, shortHash(column.sha256)])),
}));

// What earlier builds did not measure.
const metrics = /^(accuracy|r2)_(train|valid|test)$/;

// A column that the golden does not have must say nothing: null in every row, or the default of the parameter that it belongs to.
async function newColumns(folder, table, names) {
  const { connectDuckDB, quoted } = await import('../readers/readers.mjs');
  const parameters = JSON.parse(await run(['schema'])).definitions.value.properties;
  const connection = await connectDuckDB();
  const told = [];
  for (const name of names.filter(name => !(table === 'runs' && metrics.test(name)))) {
    const rows = (await connection.runAndReadAll(`select distinct "${name}" v from read_parquet(${quoted(join(folder, `${table}.parquet`))}) where "${name}" is not null`)).getRows();
    const standard = table === 'runs' ? parameters[name]?.default : undefined;
    const other = rows.map(([value]) => value).filter(value => standard === undefined || String(value) !== String(standard));
    if (other.length > 0) told.push(`${table}.${name} is new and holds ${other.slice(0, 3).map(String).join(', ')}${standard === undefined ? '' : `, not only its default ${standard}`}`);
  }
  return told;
}

async function differences(folder, golden, digest) {
  const told = [];
  for (const table of golden) {
    const now = digest.tables.find(({ name }) => name === table.name);
    if (!now) { told.push(`the table ${table.name} is missing`); continue; }
    if (now.rows !== table.rows) { told.push(`${table.name} has ${now.rows} rows instead of ${table.rows}`); continue; }
    const had = now.columns.filter(column => table.columns.has(column.name));
    const missing = [...table.columns.keys()].filter(name => !had.some(column => column.name === name));
    if (missing.length > 0) told.push(`${table.name} lost ${missing.join(', ')}`);
    const changed = had.filter(column => shortHash(column.sha256) !== table.columns.get(column.name)).map(column => column.name);
    if (changed.length > 0) told.push(`${table.name}: ${changed.join(', ')} changed`);
    else if (missing.length === 0 && tableHash(table.name, now.rows, had) !== table.hash) told.push(`${table.name} changed, though no column shows it in its first digits`);
    const added = now.columns.filter(column => !table.columns.has(column.name)).map(column => column.name);
    if (added.length > 0) told.push(...await newColumns(folder, table.name, added));
  }
  for (const { name } of digest.tables)
    if (!golden.some(table => table.name === name)) told.push(`the table ${name} is new`);
  return told;
}

const nameIn = text => /^name: *([\w.-]+)/m.exec(text)?.[1];
const experimentsIn = folder => readdirSync(folder).filter(file => file.endsWith('.yaml') && !file.endsWith('.figures.yaml'))
  .map(file => join(folder, file)).map(file => ({ file, name: nameIn(readFileSync(file, 'utf8')) }));

const groups = {
  random: {
    about: 'What the definitions of random.yaml come to.',
    definitions: folder => {
      copyFileSync(join(here, 'words.txt'), join(folder, 'words.txt'));
      return readFileSync(join(here, 'random.yaml'), 'utf8').split(/^---\n/m).slice(1).map(text => {
        const name = nameIn(text);
        writeFileSync(join(folder, `${name}.yaml`), text);
        return { name, file: join(folder, `${name}.yaml`) };
      });
    },
  },
  shipped: { about: 'What the experiments come to.', definitions: () => experimentsIn(join(root, 'experiments')) },
  published: { about: "What the experiments on the documents' own lists come to.", definitions: () => experimentsIn(join(root, 'experiments/published')) },
};

async function inParallel(items, work) {
  const left = [...items];
  await Promise.all(Array.from({ length: availableParallelism() }, async () => { for (let item; (item = left.shift()); ) await work(item); }));
}

async function train(definitions, out, set) {
  const usual = definitions.filter(({ name }) => !(name in shorter));
  if (usual.length > 0) await run(['run', ...usual.map(({ file }) => file), '--out', out, '--quiet', ...set]);
  for (const { name, file } of definitions.filter(({ name }) => name in shorter))
    await run(['run', file, '--out', out, '--quiet', ...shorter[name], ...set]);
}

async function compareGroup(group, { update, out, work, set, names }) {
  const file = join(here, `${group}.txt`);
  const goldens = readGoldens(file);
  const all = groups[group].definitions(work);
  const chosen = all.filter(({ name }) => names.length === 0 || names.includes(name));
  await train(chosen, out, set);
  let differing = 0;
  await inParallel(chosen, async ({ name }) => {
    const folder = join(out, name);
    const digest = JSON.parse(await run(['digest', folder, '--json']));
    if (update) { goldens.set(name, goldenOf(digest)); return; }
    const told = goldens.has(name) ? await differences(folder, goldens.get(name), digest) : ['there is no golden of it'];
    if (told.length > 0) { differing++; console.log(`DIFFERS ${name}: ${told.join('; ')}`); }
  });
  for (const name of goldens.keys())
    if (!all.some(definition => definition.name === name)) {
      if (update) goldens.delete(name);
      else { differing++; console.log(`DIFFERS ${name}: its definition is gone`); }
    }
  if (update) writeGoldens(file, goldens, groups[group].about);
  console.log(update ? `goldens: ${group}: ${chosen.length} written` : `goldens: ${group}: ${chosen.length - differing} of ${chosen.length} as they were`);
  return { chosen: chosen.length, differing };
}

const options = { update: false, out: undefined, set: [], names: [] };
const wanted = new Set();
const args = process.argv.slice(2);
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '--update') options.update = true;
  else if (arg === '--help') { console.log(usage); process.exit(0); }
  else if (arg === '--out') options.out = args.shift() ?? fail(usage);
  else if (arg === '--set') options.set.push(arg, args.shift() ?? fail(usage));
  else if (arg.startsWith('--') && arg.slice(2) in groups) wanted.add(arg.slice(2));
  else if (arg.startsWith('-')) fail(`there is no option ${arg}\n${usage}`);
  else options.names.push(arg);
}
if (options.update && options.set.length > 0) fail('what --set changes cannot be a golden');
if (wanted.size === 0) { wanted.add('random'); wanted.add('shipped'); }
options.work = mkdtempSync(join(tmpdir(), 'goldens-'));
options.out ??= join(options.work, 'results');
try {
  let chosen = 0;
  let differing = 0;
  for (const group of wanted) {
    const result = await compareGroup(group, options);
    chosen += result.chosen;
    differing += result.differing;
  }
  if (chosen === 0) throw new Error(`no definition is called ${options.names.join(' or ')}`);
  process.exitCode = differing > 0 ? 1 : 0;
} catch (error) {
  console.error(`goldens: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(options.work, { recursive: true, force: true });
}
