import { fork } from 'node:child_process';
import type { SandboxProcess } from './sandbox-launcher.ts';

/** Loaded ahead of the sandbox: when we die in any way, the channel closes and the sandbox ends too. */
const END_WITH_PARENT = `data:text/javascript,process.on('disconnect',()=>process.exit(0))`;

/** Runs the sandbox's bundle as a child of this Node process: for the browser host and the command line. */
export function spawnSandboxChild(script: string, args: readonly string[]): SandboxProcess {
  const child = fork(script, args, { execArgv: ['--import', END_WITH_PARENT], stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
  child.stdout?.setEncoding('utf8');
  return {
    onOutput: (listener) => void child.stdout?.on('data', listener),
    onEnd: (listener) => {
      child.once('exit', (code, signal) => listener(signal ? `was ended by ${signal}` : `ended with code ${code}`));
      child.once('error', (error) => listener(`could not be started: ${error.message}`));
    },
    kill: (force) => void child.kill(force ? 'SIGKILL' : 'SIGTERM'),
  };
}
