// node build.mjs HASH
// Restores what package-lock.json names and bundles src/main.js into dist/charts.js. HASH stands for the content of the inputs:
// a bundle with this hash is not made again. Several builds may call this at once.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(fileURLToPath(import.meta.url));
const dist = join(web, 'dist');
const script = join(dist, 'charts.js');
const stamp = join(dist, 'charts.hash');
const lock = join(dist, 'lock');
const staleAfter = 10 * 60 * 1000;
const notices = 'Apache ECharts 6.1.0 (Apache License 2.0, The Apache Software Foundation); '
  + 'zrender 6.1.0 (BSD 3-Clause, Baidu Inc.); tslib (0BSD, Microsoft Corporation).';

function isMade(hash) {
  return existsSync(script) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      try {
        if (Date.now() - statSync(lock).mtimeMs > staleAfter) rmSync(lock, { recursive: true });
      } catch {
        // Another build has just removed it.
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function restore() {
  const options = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000', '--fetch-timeout=60000', '--loglevel=error'];
  const npm = spawnSync('npm', options, { cwd: web, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.error) throw npm.error;
  if (npm.status !== 0) throw new Error(`npm ci: ${npm.stderr.trim().split('\n')[0]}`);
}

async function bundle(hash) {
  const { build } = await import('esbuild');
  const made = `${script}.${process.pid}`;
  await build({
    entryPoints: [join(web, 'src', 'main.js')],
    outfile: made,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    banner: { js: `/*! ${notices} */` },
    logLevel: 'error',
  });
  renameSync(made, script);
  writeFileSync(`${stamp}.${process.pid}`, hash);
  renameSync(`${stamp}.${process.pid}`, stamp);
}

const hash = process.argv[2] ?? '';
if (!isMade(hash)) {
  mkdirSync(dist, { recursive: true });
  takeLock();
  try {
    if (!isMade(hash)) {
      restore();
      await bundle(hash);
    }
  } catch (error) {
    // One line: it becomes part of a build's warning.
    console.error(String(error.message).split('\n')[0]);
    process.exitCode = 1;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
