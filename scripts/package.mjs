// `npm run package`: the app for this system, into release/. Arguments go to electron-builder (`--linux dir`).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, nodeBinary, root, withBinaries } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

/** The Electron that was given instead of the pinned one is packaged too: nothing is downloaded. */
function givenElectron() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return [];
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  return [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
}

await runMain(async () => {
  await ready();
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const args = ['--publish', 'never', ...givenElectron(), ...process.argv.slice(2)];
  return (await runProgram(nodeBinary(), [builder, ...args], { cwd: root, env: withBinaries() })).code;
});
