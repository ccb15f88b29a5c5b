import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { runProgram } from './run-program.mjs';

const SOURCES = ['shared', 'electron', 'renderer', 'vite.config.ts', 'package.json', 'package-lock.json'];
const STAMP = inRoot('dist', '.built-from');

/** A hash over names and contents of all a build reads: about 20 ms, and right also after a checkout that turned the clock of files back. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((name) => filesUnder(inRoot(name))))
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
  const inOrder = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return inOrder.flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
}

/** Whether `dist/` was built from the sources as they are now. */
export function buildIsCurrent() {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint();
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** For who builds into `dist/` in another way: what is there then counts as stale. */
export function forgetBuild() {
  rmSync(STAMP, { force: true });
}

/** Builds `dist/`, Vite's output on our standard error. Rejects when it fails. */
export async function build() {
  const from = fingerprint();
  forgetBuild();
  const { code } = await runProgram(nodeBinary(), [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', process.stderr, 'inherit'],
    env: { ...withBinaries(), NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Error(`The build ended with code ${code}. Nothing was started. Vite's own words are above.`);
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(STAMP, from);
}
