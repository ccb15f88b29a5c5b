// `npm test`: packages, types, lint, unit and integration tests. Arguments go to Vitest.
import { statfsSync } from 'node:fs';
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram, runInBackground } from './run-program.mjs';

const PROJECTS = ['unit', 'renderer', 'integration'];

// The linter reads the types with TypeScript's own compiler: one pass reports what `npm run typecheck` and `npm run lint` would.
const LINT = ['oxlint', 'bin', 'oxlint'];
const LINT_ARGS = ['--type-aware', '--type-check', '--deny-warnings'];
const TESTS = ['vitest', 'vitest.mjs'];
const TESTS_ARGS = ['run', ...PROJECTS.flatMap((name) => ['--project', name]), ...process.argv.slice(2)];

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 2 ** 30;

/**
 * Tests write hundreds of databases, each of which waits for the disk: their folders lie in memory where the system has room for that, and nothing else is asked for.
 * @param {NodeJS.ProcessEnv} env
 */
function inMemory(env) {
  if (process.platform !== 'linux' || env['TMPDIR']) return env;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? { ...env, TMPDIR: MEMORY } : env;
  } catch {
    return env;
  }
}

/** @param {string[]} script below `node_modules` @param {string[]} args */
const ours = (script, args) => [nodeBinary(), [inRoot('node_modules', ...script), ...args], { cwd: root, env: withBinaries(inMemory(process.env)) }];

/** Returns its exit code. */
async function lint() {
  const { code, said } = await runInBackground(...ours(LINT, LINT_ARGS));
  process.stderr.write(`companion: types and lint\n${said}`);
  return code;
}

/** Returns their exit code. */
async function test() {
  return (await runProgram(...ours(TESTS, TESTS_ARGS))).code;
}

// Side by side: the tests wait for one thread that transforms their modules at first, and for other programs later.
await runMain(async () => {
  await ready({ build: false });
  process.stderr.write('companion: tests, types and lint\n');
  const codes = await Promise.all([lint(), test()]);
  return codes.find((code) => code !== 0) ?? 0;
});
