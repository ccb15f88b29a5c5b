import { describe, expect, it, vi } from 'vitest';
import { type MenuActions, menuTemplate } from '../../../electron/desktop/menu.ts';
import { hashOf } from '../../../electron/desktop/notices.ts';
import { pressOf } from '../../../electron/desktop/press.ts';
import { type QueueNow, watchQueue } from '../../../electron/desktop/queue-watch.ts';
import { queueWords } from '../../../electron/desktop/shell-words.ts';
import { trayTemplate } from '../../../electron/desktop/tray.ts';
import type { CallResult, EngineEvent } from '../../../shared/contract.ts';
import { bindingsOf } from '../../../shared/shortcuts.ts';
import { batch, NOW } from '../../support/fake-data.ts';
import { FakeEngine } from '../../support/fake-engine.ts';

vi.mock('electron', () => ({ Menu: {}, Notification: {}, Tray: class {}, nativeImage: {} }));

const nothing: MenuActions = { open: () => {}, palette: () => {}, togglePause: () => {} };

function click(item: { click?: unknown } | undefined): void {
  (item as { click(): void }).click();
}

/** Every item of a menu, flat, by its label. */
function items(platform: NodeJS.Platform, bindings = bindingsOf({}), actions = nothing) {
  const all = menuTemplate(platform, bindings, actions).flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));
  return new Map(all.map((item) => [item.label, item]));
}

describe('the menu', () => {
  it('shows the keys that the page handles, and takes none from what is typed', () => {
    const menu = items('linux');
    expect(menu.get('Find or do anything')).toMatchObject({ accelerator: 'CmdOrCtrl+K', registerAccelerator: false });
    expect(menu.get('Go to Keys')).toMatchObject({ accelerator: '3', registerAccelerator: false });
    expect(menu.get('Pause or resume everything')).toMatchObject({ accelerator: 'Space', registerAccelerator: false });
    expect(items('darwin').get('Go to Keys')?.accelerator).toBeUndefined();
  });

  it('follows keys that a person chose', () => {
    expect(items('win32', bindingsOf({ palette: '$mod+Shift+p' })).get('Find or do anything')?.accelerator).toBe('CmdOrCtrl+Shift+P');
  });

  it('leads where it says', () => {
    const seen: string[] = [];
    const note = (what: string) => void seen.push(what);
    const menu = items('linux', bindingsOf({}), { open: note, palette: () => note('palette'), togglePause: () => note('pause') });
    for (const label of ['Go to Library', 'See what was spent', 'Add keys', 'Find or do anything', 'Pause or resume everything']) click(menu.get(label));
    expect(seen).toEqual(['#/library', '#/queue/spend', '#/keys/add', 'palette', 'pause']);
  });
});

describe('the tray', () => {
  it('says how things stand, and pauses or resumes', () => {
    const pause = vi.fn<(on: boolean) => void>();
    const template = trayTemplate('Paused, 8 queued', true, { show: () => {}, pause, quit: () => {} });
    expect(template[0]).toMatchObject({ label: 'Paused, 8 queued', enabled: false });
    click(template.find((item) => item.label === 'Resume all'));
    expect(pause).toHaveBeenCalledWith(false);
    expect(trayTemplate('Nothing queued', false, { show: () => {}, pause, quit: () => {} }).map((item) => item.label)).toContain('Pause all');
  });

  it('leads to what an alert is about', () => {
    expect(hashOf({ screen: 'keys', id: 3 })).toBe('#/keys/3');
    expect(hashOf({ screen: 'queue', id: null })).toBe('#/queue');
  });

  it('presses what the page listens for', () => {
    expect(pressOf('$mod+k', 'linux')).toEqual({ keyCode: 'k', modifiers: ['control'] });
    expect(pressOf('Shift+s', 'darwin')).toEqual({ keyCode: 's', modifiers: ['shift'] });
  });
});

describe('the shell', () => {
  it('follows the queue from its first answer on, with what was told meanwhile', async () => {
    const fake = new FakeEngine({ batches: [batch({ id: 1, name: 'Foxes', counts: { queued: 2 } })] });
    let tell: (event: EngineEvent) => void = () => {};
    const engine = {
      subscribe: (listener: (event: EngineEvent) => void) => {
        tell = listener;
        return fake.subscribe(listener);
      },
      call: async (name: string, input: unknown): Promise<CallResult> => {
        const value = await fake.call(name as 'app.snapshot', input as null);
        fake.setStatus({ paused: true });
        return { ok: true, value } as CallResult;
      },
    };
    const states: QueueNow[] = [];
    watchQueue(engine, (now) => states.push(now));
    await vi.waitFor(() => expect(states.at(-1)?.status.paused).toBe(true));
    expect(queueWords(states.at(-1)!, NOW)).toBe('Paused, 2 queued');
    const sequence = 1_000_000;
    tell({ sequence, name: 'batch.removed', payload: [1] });
    expect(Object.keys(states.at(-1)!.batches)).toEqual([]);
  });
});
