import { utilityProcess } from 'electron';
import { childEnvironment } from '../hosts/child-environment.ts';
import type { SandboxProcess } from '../hosts/sandbox-launcher.ts';

/** Runs the sandbox's bundle in a utility process: Electron's own executable need not run as Node, and Chromium ends it with us. */
export function spawnSandboxUtility(script: string, args: readonly string[]): SandboxProcess {
  const child = utilityProcess.fork(script, [...args], { serviceName: 'Sandbox API', env: childEnvironment(process.env), stdio: ['ignore', 'pipe', 'ignore'] });
  return {
    onOutput: (listener) => void child.stdout?.on('data', (data: Buffer) => listener(data.toString('utf8'))),
    onEnd: (listener) => void child.once('exit', (code) => listener(`ended with code ${code}`)),
    kill: (force) => {
      if (force && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      else child.kill();
    },
  };
}
