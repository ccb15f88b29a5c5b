import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AssetView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { counted } from '../../../../shared/words/numbers.ts';
import type { Progress, Tasks } from '../../tasks/tasks.ts';
import type { AssetFiles } from '../asset-files.ts';
import type { AssetFilter } from '../asset-search.ts';
import type { Assets } from '../assets.ts';
import { checkPattern } from '../export-name.ts';
import { exportAssets } from '../export.ts';
import type { Leaving } from './content.ts';
import { createNames } from './names.ts';
import { tooLargeForZip, zipOf } from './zip.ts';

/** Which assets leave: these, or all that a filter finds. */
export type What = { sha256s: readonly string[] } | { filter: AssetFilter };

export interface Wish {
  what: What;
  pattern: string;
  leaving: Leaving;
  sidecars: boolean;
}

/** What a wish comes to, before anything is written. */
export interface Plan {
  assets: number;
  bytes: number;
  /** Of the first few files. */
  names: string[];
  /** Why it cannot be one ZIP file; null: it can. */
  notAsZip: string | null;
}

/** A ZIP file that a host hands to whoever has its ticket. */
export interface Outgoing {
  name: string;
  stream: AsyncGenerator<Uint8Array>;
}

/**
 * Exports of the library. No path comes from a page: a folder is one of the workspace's own `exports`, or one that a person chose in a dialog
 * of the system's, which the page knows by a token only.
 */
export interface Exports {
  /** BAD_INPUT for a pattern that is none. */
  plan(wish: Wish): Plan;
  /** A ticket for a ZIP file, good once and for ten minutes. BAD_INPUT where it would be too large. */
  zip(wish: Wish): { ticket: string; name: string };
  /** Null for a ticket that is none, was used, or is old. */
  redeem(ticket: string): Outgoing | null;
  /** Writes into a folder. Null: one of the workspace's own, named after the day. NOT_FOUND for a token that is none. */
  folder(wish: Wish, token: string | null): { task: number; path: string };
  /** A folder that a person chose. */
  allow(path: string): { token: string; path: string };
  /** The path behind a token. NOT_FOUND for one that is none. */
  chosen(token: string): string;
}

const TICKET_MS = 600_000;
const PAGE = 1_000;
const SHOWN_NAMES = 3;

export interface ExportsOptions {
  clock: { now(): number };
  workspace: string;
  assets: Pick<Assets, 'get' | 'list'>;
  files: AssetFiles;
  tasks: Tasks;
}

export function createExports({ clock, workspace, assets, files, tasks }: ExportsOptions): Exports {
  const tickets = new Map<string, { wish: Wish; name: string; until: number }>();
  const folders = new Map<string, string>();

  /** Oldest first: a second export then gives the names of the first. */
  function hashesOf(what: What): string[] {
    if ('sha256s' in what) return [...new Set(what.sha256s)];
    const found: string[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const page = assets.list({ ...what.filter, sort: 'oldest', offset, limit: PAGE });
      found.push(...page.assets.map(({ sha256 }) => sha256));
      if (page.assets.length < PAGE) return found;
    }
  }

  function* viewsOf(hashes: readonly string[]): Generator<AssetView> {
    for (const sha256 of hashes) {
      const asset = assets.get(sha256);
      if (asset) yield asset;
    }
  }

  function plan({ what, pattern, sidecars }: Wish): Plan {
    checkPattern(pattern);
    const names = createNames(pattern);
    const plan: Plan = { assets: 0, bytes: 0, names: [], notAsZip: null };
    for (const asset of viewsOf(hashesOf(what))) {
      if (plan.assets++ < SHOWN_NAMES) plan.names.push(names.next(asset));
      plan.bytes += asset.bytes;
    }
    return { ...plan, notAsZip: tooLargeForZip(plan.assets, plan.bytes, sidecars) };
  }

  function zip(wish: Wish): { ticket: string; name: string } {
    const { notAsZip } = plan(wish);
    if (notAsZip !== null) throw new AppError('BAD_INPUT', notAsZip);
    const [ticket, now] = [randomBytes(24).toString('base64url'), clock.now()];
    for (const [old, { until }] of tickets) if (until < now) tickets.delete(old);
    const name = `${folderName(now)}.zip`;
    tickets.set(ticket, { wish, name, until: now + TICKET_MS });
    return { ticket, name };
  }

  function redeem(ticket: string): Outgoing | null {
    const found = tickets.get(ticket);
    tickets.delete(ticket);
    if (!found || found.until < clock.now()) return null;
    const { wish, name } = found;
    return { name, stream: zipOf(viewsOf(hashesOf(wish.what)), { ...wish, files }) };
  }

  function folder(wish: Wish, token: string | null): { task: number; path: string } {
    checkPattern(wish.pattern);
    const path = token === null ? join(workspace, 'exports', folderName(clock.now())) : chosen(token);
    const { id } = tasks.begin('export', (progress) => write(wish, path, progress));
    return { task: id, path };
  }

  function chosen(token: string): string {
    const path = folders.get(token);
    if (path === undefined) throw new AppError('NOT_FOUND', 'The folder is no longer known. Nothing was done. Choose it again.');
    return path;
  }

  async function write({ what, pattern, leaving, sidecars }: Wish, path: string, progress: Progress): Promise<string> {
    const hashes = hashesOf(what);
    let done = 0;
    progress.at(0, hashes.length);
    const onDone = () => progress.at(++done, hashes.length);
    const report = await exportAssets(viewsOf(hashes), path, { files, pattern, leaving, sidecars, onDone, signal: progress.signal });
    return reportWords(report, path);
  }

  return {
    plan,
    zip,
    redeem,
    folder,
    allow(path) {
      const token = randomBytes(24).toString('base64url');
      folders.set(token, path);
      return { token, path };
    },
    chosen,
  };
}

/** By the time where the person is: `Abstrakt 2026-11-30 0915`. */
function folderName(now: number): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `Abstrakt ${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}${two(at.getMinutes())}`;
}

function reportWords({ exported, kept, missing }: { exported: string[]; kept: string[]; missing: string[] }, path: string): string {
  const files = (count: number) => counted(count, 'file');
  const parts = [
    `${files(exported.length)} exported to ${path}`,
    kept.length > 0 && `${files(kept.length)} there already`,
    missing.length > 0 && `${files(missing.length)} missing in the library: Verify tells more`,
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}
