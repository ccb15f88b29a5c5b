import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot, root, withBinaries } from './paths.mjs';
import { runProgram } from './run-program.mjs';

/**
 * Whether what npm says it installed is what the lock file asks for. npm writes its record last, so a broken-off install counts as none.
 * @param {{ packages: Record<string, LockedPackage> }} lock `package-lock.json`
 * @param {{ packages: Record<string, LockedPackage> } | null} installed `node_modules/.package-lock.json`
 * @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean }} LockedPackage
 */
export function isInstalled(lock, installed) {
  if (!installed) return false;
  const same = (a, b) => a?.version === b?.version && a?.integrity === b?.integrity;
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const complete = wanted.every(([path, it]) => (it.optional && !installed.packages[path]) || same(it, installed.packages[path]));
  return complete && Object.keys(installed.packages).every((path) => lock.packages[path]);
}

/** Whether `node_modules` is there and fits the lock file. */
export function installIsCurrent() {
  return isInstalled(readJson(inRoot('package-lock.json')) ?? { packages: {} }, readJson(inRoot('node_modules', '.package-lock.json')));
}

/** Runs `npm ci`, its output on our standard error. Rejects when it fails. */
export async function install() {
  const npm = npmCommand();
  const { code } = await runProgram(npm.program, [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, 'inherit'],
    env: withoutOwnNode(process.env),
    shell: npm.shell,
  });
  if (code !== 0) throw new Error(`npm ci ended with code ${code}. Nothing was started. Its own words are above; npm needs to reach its registry.`);
}

/** The npm that started us, so that its version and settings stay the same; else the one on the path. */
function npmCommand() {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.c?js$/.test(own)) return { program: process.env.npm_node_execpath ?? process.execPath, args: [own], shell: false };
  return { program: 'npm', args: [], shell: process.platform === 'win32' };
}

/** npm puts `node_modules/.bin` first; there the Node of our packages lies, which `npm ci` is about to remove under its own feet. */
function withoutOwnNode(env) {
  const { PATH: first } = withBinaries({});
  const clean = Object.entries(env).map(([key, value]) => [key, key.toLowerCase() === 'path' ? dropAll(value, first) : value]);
  return Object.fromEntries(clean);
}

/** @param {string} path @param {string} folder */
function dropAll(path, folder) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const parts = path.split(separator).filter((part) => part !== folder);
  return [...parts, dirname(process.execPath)].join(separator);
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(join(file), 'utf8'));
  } catch {
    return null;
  }
}
