import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '..');

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** The Node of the `node` package (24), or the one that runs this where its binary was not installed. */
export function nodeBinary() {
  const own = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/**
 * The environment for programs of the project: the binaries of its packages come first.
 * @param {NodeJS.ProcessEnv} env
 */
export function withBinaries(env = process.env) {
  const name = Object.keys(env).find((key) => key.toLowerCase() === 'path') ?? 'PATH';
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...env, [name]: [inRoot('node_modules', '.bin'), env[name]].filter(Boolean).join(separator) };
}
