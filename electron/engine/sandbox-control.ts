import { AppError } from '../../shared/errors.ts';
import type { EngineStatus } from '../../shared/domain.ts';
import type { Logger } from './log.ts';
import type { SandboxHandle, SandboxLauncher } from './sandbox-launcher.ts';

export interface SandboxControl {
  readonly status: EngineStatus['sandbox'];
  /** Resolves when it runs; CONFLICT where the host cannot start one. Idempotent. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface SandboxControlOptions {
  launcher: SandboxLauncher | undefined;
  log: Logger;
  onStarted(handle: SandboxHandle): void;
  /** It is gone, by wish or by itself. */
  onEnded(): void;
  onStatus(): void;
}

/** Starts and stops the stand-in API and tells how it is. */
export function createSandboxControl(options: SandboxControlOptions): SandboxControl {
  const { launcher } = options;
  let status: EngineStatus['sandbox'] = launcher ? { state: 'stopped' } : { state: 'unavailable' };
  let handle: SandboxHandle | null = null;
  let starting: Promise<void> | null = null;

  function set(next: EngineStatus['sandbox']): void {
    status = next;
    options.onStatus();
  }

  async function launch(from: SandboxLauncher): Promise<void> {
    set({ state: 'starting' });
    try {
      const started = await from.start();
      handle = started;
      set({ state: 'running', baseUrl: started.baseUrl });
      options.onStarted(started);
      void started.ended.then((why) => ended(started, why));
    } catch (error) {
      const { message } = AppError.from(error);
      options.log.error('the sandbox did not start', { error: String(error) });
      set({ state: 'failed', message });
      throw error;
    }
  }

  function ended(which: SandboxHandle, why: string): void {
    if (handle !== which) return;
    handle = null;
    options.onEnded();
    set({ state: 'failed', message: why });
  }

  return {
    get status() {
      return status;
    },
    async start() {
      if (!launcher) throw new AppError('CONFLICT', 'This host cannot start the sandbox. Start it with "npm run sandbox" and name its address.');
      if (handle) return;
      starting ??= launch(launcher).finally(() => (starting = null));
      await starting;
    },
    async stop() {
      const running = handle;
      handle = null;
      if (!running) return;
      options.onEnded();
      await running.stop();
      set({ state: 'stopped' });
    },
  };
}
