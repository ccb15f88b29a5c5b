import { posix, win32 } from 'node:path';

export interface WorkspaceSurroundings {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  home: string;
  /** The folder relative paths start from. */
  cwd: string;
  /** Value of `--workspace`, where given. */
  flag?: string | undefined;
}

/**
 * The workspace every host opens: `--workspace DIR`, else `ABSTRAKT_WORKSPACE`, else a folder among the user's own application data. On Windows
 * that is the local, not the roaming data: a library of gigabytes must not travel with a profile.
 */
export function workspacePath(at: WorkspaceSurroundings): string {
  const path = at.platform === 'win32' ? win32 : posix;
  const chosen = at.flag || at.env['ABSTRAKT_WORKSPACE'];
  return chosen ? path.resolve(at.cwd, chosen) : path.join(dataFolder(at), 'workspace');
}

function dataFolder({ platform, env, home }: WorkspaceSurroundings): string {
  switch (platform) {
    case 'win32':
      return win32.join(env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local'), 'Abstrakt Companion');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Abstrakt Companion');
    default:
      return posix.join(absolute(env['XDG_DATA_HOME']) ?? posix.join(home, '.local', 'share'), 'abstrakt-companion');
  }
}

/** The XDG specification tells to ignore relative paths. */
function absolute(path: string | undefined): string | undefined {
  return path && posix.isAbsolute(path) ? path : undefined;
}
