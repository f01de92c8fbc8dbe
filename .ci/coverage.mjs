// node coverage.mjs ASSEMBLY LEAST FOLDER
// The percentage of an assembly's lines that some test ran, over all Cobertura files in a folder. Exit code 1 below LEAST.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [assembly, least, folder] = process.argv.slice(2);
const lines = new Map();
for (const file of readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.cobertura.xml'))) {
  const text = readFileSync(join(folder, file), 'utf8');
  // A report names files from roots of its own; the same line must count once.
  const roots = [...text.matchAll(/<source>([^<]*)<\/source>/g)].map(match => match[1]);
  const full = path => join(roots.find(root => existsSync(join(root, path))) ?? '', path);
  for (const [, name, body] of text.matchAll(/<package name="([^"]*)"[^>]*>([\s\S]*?)<\/package>/g)) {
    if (name !== assembly) continue;
    for (const [, path, source] of body.matchAll(/<class [^>]*?filename="([^"]*)"[^>]*>([\s\S]*?)<\/class>/g))
      for (const [, number, hits] of source.matchAll(/<line number="(\d+)" hits="(\d+)"/g)) {
        const key = `${full(path)}:${number}`;
        lines.set(key, (lines.get(key) ?? false) || Number(hits) > 0);
      }
  }
}

const covered = [...lines.values()].filter(Boolean).length;
const percent = lines.size === 0 ? 0 : 100 * covered / lines.size;
console.log(`${assembly}: ${covered} of ${lines.size} lines, ${percent.toFixed(1)} %`);
if (process.env.COVERAGE_FILES) {
  const files = new Map();
  for (const [key, hit] of lines) {
    const file = key.split(':')[0];
    const [all, hits] = files.get(file) ?? [0, 0];
    files.set(file, [all + 1, hits + (hit ? 1 : 0)]);
  }
  for (const [file, [all, hits]] of [...files].sort((a, b) => (b[1][0] - b[1][1]) - (a[1][0] - a[1][1])).slice(0, 25))
    console.log(`  ${all - hits} of ${all} lines of ${file} are not covered`);
}
process.exitCode = percent >= Number(least) ? 0 : 1;
