import { app } from 'electron';
import { join } from 'node:path';

/** Where the parts of the build lie, in a checkout and in the packaged app (inside its archive) alike. */
export interface AppFiles {
  pages: string;
  preload: string;
  sandbox: string;
  icon: string;
  windowState: string;
}

export function appFiles(): AppFiles {
  const inApp = (...parts: string[]) => join(app.getAppPath(), ...parts);
  return {
    pages: inApp('dist', 'renderer'),
    preload: inApp('dist', 'preload', 'preload.cjs'),
    sandbox: inApp('dist', 'electron', 'sandbox.js'),
    icon: inApp('resources', 'icon.png'),
    windowState: join(app.getPath('userData'), 'window.json'),
  };
}
