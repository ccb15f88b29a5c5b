// `npm run test:properties`: every property with new seeds and many runs; a failure prints the seed that shows it again
// (`PROPERTY_SEED=n`). Arguments go to Vitest, `PROPERTY_RUNS` says how many runs those take that have no number of their own.
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

const env = { PROPERTY_SEED: 'random', PROPERTY_RUNS: '300', ...process.env };
const args = ['run', '--project', 'unit', '--project', 'renderer', '--testTimeout', '1800000', ...process.argv.slice(2)];

await runMain(async () => {
  await ready({ build: false });
  return (await runProgram(nodeBinary(), [inRoot('node_modules', 'vitest', 'vitest.mjs'), ...args], { cwd: root, env: withBinaries(env) })).code;
});
