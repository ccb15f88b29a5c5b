// Runs one of the built programs on the Node of our packages.
// usage: node scripts/run.mjs cli|sandbox|serve [ARGS…]
import { inRoot, nodeBinary } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (!/^[a-z]+$/.test(name)) throw new Error('usage: node scripts/run.mjs cli|sandbox|serve [ARGS…]');
  await ready();
  return (await runProgram(nodeBinary(), ['--enable-source-maps', inRoot('dist', 'electron', `${name}.js`), ...args])).code;
});
