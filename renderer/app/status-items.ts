import type { BatchView, EngineStatus, KeyView, Totals } from '../../shared/domain.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { LinkState } from '../client/link.ts';
import type { GlyphName } from '../components/glyph-shapes.tsx';
import { bytes, count, counted } from '../look/numbers.ts';
import { everythingDone, moving } from '../look/states.ts';
import { countdown, left, moment } from '../look/times.ts';
import { hrefOf } from '../state/route.ts';

/** One item of the status line: words that lead somewhere. */
export interface StatusItem {
  words: string;
  href: string;
  glyph?: GlyphName;
  /** `SYS.*`, `API.*` and their like are in `text`, the rest in `text-2`. */
  strong?: boolean;
}

export interface StatusFacts {
  link: LinkState;
  status: EngineStatus;
  totals: Totals;
  keys: readonly KeyView[];
  batches: readonly BatchView[];
}

const QUEUE = hrefOf('queue');
const KEYS = hrefOf('keys');
const LIBRARY = hrefOf('library');
const SETTINGS = hrefOf('settings');

/** The status line in words. What is wrong comes first. */
export function statusItems(facts: StatusFacts, now: number): StatusItem[] {
  if (facts.link !== 'open')
    return [
      { words: 'SYS.OFFLINE', href: SETTINGS, glyph: 'failed', strong: true },
      { words: 'the host does not answer, trying again', href: SETTINGS },
    ];
  const { status } = facts;
  const api = apiItem(status, now);
  const system: StatusItem = {
    words: status.paused ? 'SYS.PAUSED' : 'SYS.ONLINE',
    href: status.paused ? QUEUE : SETTINGS,
    strong: true,
    ...(status.paused ? { glyph: 'paused' as const } : {}),
  };
  return [
    ...vaultItems(status),
    ...diskItems(status),
    ...(status.api.state === 'silent' ? [api, system] : [system, api]),
    ...(status.endpoint === 'sandbox' ? [{ words: 'sandbox, free', href: SETTINGS }] : []),
    { words: keyWords(facts.keys), href: KEYS },
    ...queueItems(facts, now),
  ];
}

function diskItems({ disk, diskLow, library }: EngineStatus): StatusItem[] {
  if (!library.here) return [{ words: 'LIBRARY.AWAY', href: LIBRARY, glyph: 'failed', strong: true }];
  if (disk !== 'well') return [{ words: disk === 'full' ? 'DISK.FULL' : 'DISK.REFUSED', href: SETTINGS, glyph: 'failed', strong: true }];
  return diskLow ? [{ words: `DISK.LOW ${bytes(diskLow.freeBytes)}`, href: SETTINGS, glyph: 'failed', strong: true }] : [];
}

function apiItem(status: EngineStatus, now: number): StatusItem {
  const { api } = status;
  switch (api.state) {
    case 'active':
      return { words: 'API.ACTIVE', href: SETTINGS, strong: true };
    case 'untried':
      return { words: 'API.UNTRIED', href: KEYS, strong: true };
    case 'no-key':
      return { words: 'API.NOKEY', href: KEYS };
    case 'silent':
      return { words: `API.SILENT ${left(now - api.since)}`, href: QUEUE, glyph: 'failed', strong: true };
    default:
      return unreachable(api);
  }
}

function vaultItems(status: EngineStatus): StatusItem[] {
  switch (status.vault.state) {
    case 'locked':
      return [{ words: 'VAULT.LOCKED', href: KEYS, glyph: 'asleep', strong: true }];
    case 'missing':
      return [{ words: 'VAULT.MISSING', href: KEYS, glyph: 'failed', strong: true }];
    case 'open':
    case 'new':
      return [];
    default:
      return unreachable(status.vault.state);
  }
}

function keyWords(keys: readonly KeyView[]): string {
  const asleep = keys.filter((key) => key.allowance.asleep?.why === 'day-spent').length;
  const refused = keys.filter((key) => key.state === 'refused').length;
  return [counted(keys.length, 'key'), ...(asleep ? [`${count(asleep)} asleep`] : []), ...(refused ? [`${count(refused)} refused`] : [])].join(', ');
}

function queueItems({ status, totals, batches }: StatusFacts, now: number): StatusItem[] {
  const { counts } = totals;
  const silent = status.api.state === 'silent' ? status.api : null;
  const busy = moving(counts);
  const done = everythingDone(batches);
  return [
    { words: silent ? `${count(counts.queued)} keep their place` : `${count(counts.queued)} queued`, href: QUEUE },
    ...(silent ? [{ words: `next try ${countdown(silent.nextTry - now)}`, href: QUEUE }] : []),
    ...(busy && !silent ? [{ words: `${count(busy)} running`, href: QUEUE }] : []),
    ...(done && !silent ? [{ words: `done ${moment(done.at, now)}`, href: QUEUE }] : []),
    ...(counts.uncertain ? [{ words: `${count(counts.uncertain)} uncertain`, href: QUEUE }] : []),
    ...(nothingIsSent(status) ? [{ words: 'nothing is sent', href: KEYS }] : []),
  ];
}

function nothingIsSent(status: EngineStatus): boolean {
  return status.paused || status.api.state === 'no-key' || status.vault.state === 'locked';
}
