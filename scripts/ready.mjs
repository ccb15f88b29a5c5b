// Brings the clone to where it can be started: packages as the lock file has them, dist/ as the sources are. Silent unless there is something to do.
// usage: node scripts/ready.mjs [--no-build]
import { build, buildIsCurrent } from './build.mjs';
import { install, installIsCurrent } from './install.mjs';
import { withLock } from './lock.mjs';
import { root } from './paths.mjs';

const say = (line) => process.stderr.write(`companion: ${line}\n`);

/**
 * @param {{ build?: boolean }} what
 * @returns {Promise<void>} rejects when npm or Vite fails
 */
export async function ready(what = {}) {
  const wantsBuild = what.build ?? true;
  if (isReady(wantsBuild)) return;
  await withLock(
    root,
    () => prepare(wantsBuild),
    (pid) => say(`waiting for process ${pid}, which is preparing this folder`),
  );
}

function isReady(wantsBuild) {
  return installIsCurrent() && (!wantsBuild || buildIsCurrent());
}

/** Looks again at each step: who waited for the lock finds most of it done. */
async function prepare(wantsBuild) {
  if (!installIsCurrent()) {
    say('installing packages (npm ci)');
    await install();
  }
  if (wantsBuild && !buildIsCurrent()) {
    say('building');
    await build();
  }
}

/**
 * Runs a script's main function; what it throws becomes one line and exit code 1.
 * @param {() => Promise<number | void>} main returns the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) await runMain(() => ready({ build: !process.argv.includes('--no-build') }));
