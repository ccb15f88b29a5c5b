import type { Store } from '../../store/open.ts';
import type { AssetFiles } from '../asset-files.ts';
import type { Finding } from '../doctor.ts';
import type { Lost } from './bring.ts';
import { findLost, lostByHash } from './find-lost.ts';

/** How an attempt to fetch lost bytes from where they once came from ended. */
export type Fetched = 'back' | 'no-address' | 'other-bytes' | 'gone' | 'unreachable';

/** Where lost bytes may still be. */
export interface Sources {
  /** Other folders: a mirror's, or those a person pointed to. */
  folders?: readonly string[];
  /** Asks the address an output came from; absent where nothing may be sent. */
  fetchAgain?(lost: Lost, signal?: AbortSignal): Promise<Fetched>;
}

export interface RepairOptions extends Sources {
  db: Store;
  files: AssetFiles;
  signal?: AbortSignal | undefined;
}

const WORDS: Readonly<Record<Exclude<Fetched, 'back'>, string>> = {
  'no-address': 'it has no address to be fetched from again',
  'other-bytes': 'its address answers with something else now',
  gone: 'it is no longer at its address',
  unreachable: 'its address does not answer now, so try again later',
};

/**
 * Puts back the bytes of assets whose files are missing or damaged: from a file of the library's own folders that has them under another name,
 * from folders a person pointed to, or from the address they came from. Resolves with why, in words, for each that could not be.
 */
export async function repairFiles(findings: readonly Finding[], options: RepairOptions): Promise<Map<string, string>> {
  const { files, folders = [], fetchAgain, signal } = options;
  const lost = rowsOf(findings, options.db);
  const left = new Map<string, string>();
  const found = new Set(lost.length === 0 ? [] : await findLost(lost, [...files.own, ...folders], { files, signal }));
  for (const one of lost) {
    if (found.has(one.sha256)) continue;
    signal?.throwIfAborted();
    const fetched = fetchAgain && (await fetchAgain(one, signal));
    if (fetched !== 'back') left.set(one.sha256, wordsOf(folders, fetched));
  }
  return left;
}

function wordsOf(folders: readonly string[], fetched: Exclude<Fetched, 'back'> | undefined): string {
  const where = folders.length === 0 ? 'the library’s own folders' : 'the library’s own folders and those looked in';
  const asked = fetched === undefined ? '' : `, and ${WORDS[fetched]}`;
  return `No file of ${where} has its bytes${asked}.`;
}

function rowsOf(findings: readonly Finding[], db: Store): Lost[] {
  const hashes = findings.flatMap(({ kind, sha256 }) => ((kind === 'missing-file' || kind === 'hash-mismatch') && sha256 !== null ? [sha256] : []));
  return lostByHash(db, hashes);
}
