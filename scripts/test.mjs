// `npm test`: packages, types, lint, unit and integration tests. Arguments go to Vitest.
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

const PROJECTS = ['unit', 'renderer', 'integration'];

const steps = [
  // The linter reads the types with TypeScript's own compiler: one pass reports what `npm run typecheck` and `npm run lint` would.
  { name: 'types and lint', script: ['oxlint', 'bin', 'oxlint'], args: ['--type-aware', '--type-check', '--deny-warnings'] },
  { name: 'tests', script: ['vitest', 'vitest.mjs'], args: ['run', ...PROJECTS.flatMap((name) => ['--project', name]), ...process.argv.slice(2)] },
];

await runMain(async () => {
  await ready({ build: false });
  for (const { name, script, args } of steps) {
    process.stderr.write(`companion: ${name}\n`);
    const { code } = await runProgram(nodeBinary(), [inRoot('node_modules', ...script), ...args], { cwd: root, env: withBinaries() });
    if (code !== 0) return code;
  }
  return 0;
});
