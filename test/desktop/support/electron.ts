import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Chromium's sandbox does not run as root: tests, and only tests, go without it there. */
export const ROOT_SWITCHES: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Throws where there is no display: a desktop test without one proves nothing. */
export function requireDisplay(): void {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw new Error('The desktop tests need a display: xvfb-run -a npm run test:desktop');
  }
}

/** Electron's executable; throws where there is none, and never downloads. */
export function electronExecutable(): string {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const executable = override ? join(override, 'electron') : installed();
  if (!executable || !existsSync(executable)) {
    throw new Error('The desktop tests need Electron: eval "$(../shared/desktop-runtime/install .)" or node node_modules/electron/install.js');
  }
  return executable;
}

/**
 * A program in `folder` that starts Electron with our boot file loaded first (`scripts/early-boot.cjs` tells why). Playwright takes NODE_OPTIONS out of the
 * environment it hands on, so they are set here.
 */
export async function electronLauncher(folder: string): Promise<string> {
  const executable = electronExecutable();
  if (process.platform === 'win32') return executable;
  const launcher = join(folder, 'electron.sh');
  await writeFile(launcher, `#!/bin/sh\nNODE_OPTIONS='--require "${join(ROOT, 'scripts', 'early-boot.cjs')}"' exec '${executable}' "$@"\n`);
  await chmod(launcher, 0o755);
  return launcher;
}

function installed(): string | null {
  const folder = join(ROOT, 'node_modules', 'electron');
  return existsSync(join(folder, 'path.txt')) ? (createRequire(import.meta.url)('electron') as string) : null;
}
