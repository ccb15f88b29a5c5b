// Tries to break the product with real processes (test/faults). What it does not know goes to Vitest.
// usage: node scripts/faults.mjs [--short] [--seed N] [--kills N] [VITEST-ARGS…]
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

/** @param {string[]} args */
function split(args) {
  const env = {};
  const rest = [];
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '--short') env.FAULTS_SHORT = '1';
    else if (args[at] === '--seed') env.FAULTS_SEED = number(args[at], args[++at]);
    else if (args[at] === '--kills') env.FAULTS_KILLS = number(args[at], args[++at]);
    else if (args[at] !== '--') rest.push(args[at]);
  }
  return { env, rest };
}

function number(option, text) {
  if (/^\d{1,9}$/.test(text ?? '')) return text;
  throw new Error(`${option} is a whole number.`);
}

await runMain(async () => {
  const { env, rest } = split(process.argv.slice(2));
  await ready();
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  return (await runProgram(nodeBinary(), [vitest, 'run', '--project', 'faults', ...rest], { cwd: root, env: { ...withBinaries(), ...env } })).code;
});
