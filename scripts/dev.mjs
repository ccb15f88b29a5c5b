// `npm run dev`: builds anew whenever a source changes. Start the app beside it with `npm start`, and reload or restart it to see the change.
import { forgetBuild } from './build.mjs';
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

await runMain(async () => {
  await ready({ build: false });
  forgetBuild();
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  return (await runProgram(nodeBinary(), [vite, 'build', '--app', '--watch', '--clearScreen', 'false'], { cwd: root, env: withBinaries() })).code;
});
