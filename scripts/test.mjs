// `npm test`: packages, types, lint, unit and integration tests. Arguments go to Vitest.
import { statfsSync } from 'node:fs';
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

const PROJECTS = ['unit', 'renderer', 'integration'];

const steps = [
  // The linter reads the types with TypeScript's own compiler: one pass reports what `npm run typecheck` and `npm run lint` would.
  { name: 'types and lint', script: ['oxlint', 'bin', 'oxlint'], args: ['--type-aware', '--type-check', '--deny-warnings'] },
  { name: 'tests', script: ['vitest', 'vitest.mjs'], args: ['run', ...PROJECTS.flatMap((name) => ['--project', name]), ...process.argv.slice(2)] },
];

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

await runMain(async () => {
  await ready({ build: false });
  for (const { name, script, args } of steps) {
    process.stderr.write(`companion: ${name}\n`);
    const { code } = await runProgram(nodeBinary(), [inRoot('node_modules', ...script), ...args], { cwd: root, env: withBinaries(inMemory(process.env)) });
    if (code !== 0) return code;
  }
  return 0;
});
