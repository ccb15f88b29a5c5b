import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, nodeBinary } from './paths.mjs';

/** Electron is some 120 MB: long enough for a slow line, short enough that a machine behind a silent firewall gets its browser host. */
const DOWNLOAD_WITHIN_MS = 180_000;

/**
 * Electron's executable: from `ELECTRON_OVERRIDE_DIST_PATH`, as installed, or downloaded now by Electron's own installer.
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} null where it cannot be had
 */
export async function electronBinary(say) {
  const there = find();
  if (there) return there;
  say("downloading Electron's binary");
  await download();
  return find();
}

/**
 * The environment to start Electron in. One that was given instead of the pinned one may have a default app that does not wait for modules
 * (`early-boot.cjs` tells more).
 * @param {NodeJS.ProcessEnv} env
 */
export function electronEnvironment({ ELECTRON_RUN_AS_NODE: _, ...env }) {
  return env.ELECTRON_OVERRIDE_DIST_PATH ? { ...env, NODE_OPTIONS: `--require "${inRoot('scripts', 'early-boot.cjs')}"` } : env;
}

function find() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const executable = join(override ?? inRoot('node_modules', 'electron', 'dist'), executableName());
  return existsSync(executable) ? executable : null;
}

/** Electron's installer writes the name when it is done; the override has the platform's usual one. */
function executableName() {
  const named = inRoot('node_modules', 'electron', 'path.txt');
  if (existsSync(named)) return readFileSync(named, 'utf8');
  return { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
}

function download() {
  const installer = spawn(nodeBinary(), [inRoot('node_modules', 'electron', 'install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_WITHIN_MS,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve) => {
    installer.once('exit', resolve);
    installer.once('error', resolve);
  });
}
