import { spawn } from 'node:child_process';
import { childEnvironment } from '../hosts/child-environment.ts';

export interface BrowserSurroundings {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
}

/** The system's own way to open an address; null where there is no display to open it on. */
export function browserCommand({ platform, env }: BrowserSurroundings, address: string): { program: string; args: string[] } | null {
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: [address] };
    case 'win32':
      return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
    default:
      return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { program: 'xdg-open', args: [address] } : null;
  }
}

/** Opens the address where that is possible. Never fails: the address was printed. */
export function openBrowser(at: BrowserSurroundings, address: string): void {
  const command = browserCommand(at, address);
  if (!command) return;
  const child = spawn(command.program, command.args, { stdio: 'ignore', detached: true, env: childEnvironment(at.env) });
  child.on('error', () => {});
  child.unref();
}
