import { fork } from 'node:child_process';
import { childEnvironment } from './child-environment.ts';
import type { SandboxProcess } from './sandbox-launcher.ts';

/**
 * Runs the sandbox's bundle as a child of this Node process: for the browser host and the command line. When we die in any way, Node's channel to it
 * closes, and the sandbox ends too.
 */
export function spawnSandboxChild(script: string, args: readonly string[]): SandboxProcess {
  const child = fork(script, args, { env: childEnvironment(process.env), execArgv: [], stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
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
