import { app } from 'electron';
import type { Engine, EngineOptions } from '../engine/engine-types.ts';
import { createEngine } from '../engine/engine.ts';
import type { Logger } from '../engine/log.ts';
import { sandboxLauncher } from '../hosts/sandbox-launcher.ts';
import { systemClock } from '../system-clock.ts';
import { chooseFolder } from './choose-folder.ts';
import type { DesktopArguments } from './arguments.ts';
import { spawnSandboxUtility } from './sandbox-process.ts';
import { openVault } from './vault.ts';

export interface Composing {
  asked: DesktopArguments;
  sandboxScript: string;
  log: Logger;
  restore: boolean;
  onWait: NonNullable<EngineOptions['onWait']>;
}

/**
 * The engine with the desktop's parts. Its fetch is Node's, not Electron's `net.fetch`, which was tried (Electron 33): that one has six connections a
 * host where a key may have fifty jobs at once, throws instead of answering `redirect: 'manual'`, and, as Chromium does, sends a request again by itself when
 * a kept connection turns out closed, which could be charged twice.
 */
export async function composeEngine({ asked, sandboxScript, log, restore, onWait }: Composing): Promise<Engine> {
  return createEngine({
    ...asked,
    host: 'desktop',
    version: app.getVersion(),
    clock: systemClock,
    random: Math.random,
    fetch: globalThis.fetch,
    vault: await openVault(asked.workspace),
    log,
    restore,
    onWait,
    chooseFolder,
    sandbox: sandboxLauncher({ clock: systemClock, spawn: (args) => spawnSandboxUtility(sandboxScript, args) }),
  });
}
