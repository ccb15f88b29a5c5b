// `npm start`: the desktop app, or the browser host where there is no Electron or no display. Arguments go to the host.
import { chooseHost } from './choose-host.mjs';
import { electronBinary, electronEnvironment } from './electron-binary.mjs';
import { inRoot, nodeBinary, root } from './paths.mjs';
import { ready, runMain } from './ready.mjs';
import { runProgram } from './run-program.mjs';

/** Electron that cannot run here (a missing library, a sandbox the system forbids) is gone within seconds. */
const STILLBORN_MS = 5_000;

const say = (line) => process.stderr.write(`companion: ${line}\n`);
const args = process.argv.slice(2);

async function openBrowserHost(why) {
  say(`opening the browser host, because ${why}`);
  return (await runProgram(nodeBinary(), ['--enable-source-maps', inRoot('dist', 'electron', 'serve.js'), ...args])).code;
}

async function openDesktop(executable) {
  const env = electronEnvironment(process.env);
  const startedAt = performance.now();
  const { code, signal } = await runProgram(executable, ['.', ...args], { cwd: root, env });
  const stillborn = code !== 0 && performance.now() - startedAt < STILLBORN_MS && signal !== 'SIGINT' && signal !== 'SIGTERM';
  return stillborn ? openBrowserHost(`Electron ended with code ${code} as soon as it was started`) : code;
}

await runMain(async () => {
  await ready();
  const choice = await chooseHost({
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    electron: () => electronBinary(say),
  });
  return choice.host === 'desktop' ? openDesktop(choice.executable) : openBrowserHost(choice.why);
});
