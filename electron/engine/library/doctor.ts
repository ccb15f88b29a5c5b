import type { Store } from '../store/open.ts';
import { checkDatabase } from '../store/soundness.ts';
import type { AssetFiles } from './asset-files.ts';
import { codeOf } from './disk-error.ts';
import { partName } from './layout.ts';
import type { AssetFile } from './list-files.ts';
import { fromSidecar } from './sidecar.ts';

export interface Finding {
  kind: 'missing-file' | 'hash-mismatch' | 'orphan-file' | 'missing-sidecar' | 'missing-thumbnail' | 'leftover-part' | 'database' | 'counts';
  /** Null for what carries no hash. */
  sha256: string | null;
  /** Of the file that is too many or damaged; null where it is no file. */
  path: string | null;
  /** A file of which the library can make nothing: neither bytes with their hash, nor how some were made. */
  strange: boolean;
  message: string;
}

export interface CheckOptions {
  db: Store;
  files: AssetFiles;
  /** Read every byte again; without it, sizes are compared. */
  rehash: boolean;
  /** The engine works meanwhile: downloads under way are nobody's leftovers, and what came or went during the check is no finding. */
  live?: boolean;
  /** Called after each asset. */
  onProgress?(done: number): void;
  signal?: AbortSignal;
}

interface Expected {
  sha256: string;
  extension: string;
  bytes: number;
  thumbnail: string;
}

/** Checks the database, and compares the library's rows with its files, both ways. Reads only; the disk's errors are findings. */
export async function checkLibrary({ db, files, rehash, live = false, onProgress, signal }: CheckOptions): Promise<Finding[]> {
  const findings: Finding[] = checkDatabase(db).map((wrong) => finding(wrong.kind, wrong.message));
  for await (const folder of files.list()) findings.push(...strangersIn(db, folder));
  let done = 0;
  for (const row of rowsOf(db)) {
    signal?.throwIfAborted();
    findings.push(...(await checkAsset(row, files, rehash)));
    onProgress?.(++done);
  }
  if (live) return findings.filter((one) => isStill(db, one));
  const wanted = wantedParts(db);
  for (const path of await files.leftovers((name) => wanted.has(name)))
    findings.push(finding('leftover-part', `Nothing will continue the download ${path}.`, { path }));
  return findings;
}

/** Of the library as it is now: a file whose row came meanwhile has its asset, and a row that went meanwhile needs no file. */
function isStill(db: Store, { kind, sha256, path }: Finding): boolean {
  if (sha256 === null) return true;
  const extension = db.prepare<[string], string>('SELECT extension FROM asset WHERE sha256 = ?').pluck().get(sha256);
  if (kind !== 'orphan-file') return extension !== undefined;
  return extension === undefined || !(path?.endsWith(`.json`) || path?.endsWith(`.${extension}`));
}

function finding(kind: Finding['kind'], message: string, about: Partial<Finding> = {}): Finding {
  return { kind, sha256: null, path: null, strange: false, message, ...about };
}

/** Names of downloads that go on with the next start. */
export function wantedParts(db: Store): Set<string> {
  const rows = db
    .prepare<[], { attempt_id: number; position: number }>(
      `SELECT output.attempt_id, position FROM output JOIN job ON job.attempt_id = output.attempt_id WHERE job.state = 'collecting' AND output.state = 'wanted'`,
    )
    .all();
  return new Set(rows.map((row) => partName(row.attempt_id, row.position)));
}

const PAGE = 1_000;

/** In pages: no statement stays open while files are read. */
function* rowsOf(db: Store): Generator<Expected> {
  const next = db.prepare<[string, number], Expected>('SELECT sha256, extension, bytes, thumbnail FROM asset WHERE sha256 > ? ORDER BY sha256 LIMIT ?');
  for (let after = ''; ;) {
    const rows = next.all(after, PAGE);
    yield* rows;
    after = rows.at(-1)?.sha256 ?? '';
    if (rows.length < PAGE) return;
  }
}

function strangersIn(db: Store, folder: readonly AssetFile[]): Finding[] {
  const extension = db.prepare<[string], string>('SELECT extension FROM asset WHERE sha256 = ?').pluck();
  return folder.flatMap((file): Finding[] => {
    const { path } = file;
    if (file.kind === 'stranger') return [finding('orphan-file', `The library has no use for ${path}.`, { path, strange: true })];
    const known = extension.get(file.sha256);
    if (file.kind === 'sidecar' ? known !== undefined : known === file.extension) return [];
    const strange = file.kind === 'sidecar' && !folder.some((other) => other.kind === 'asset' && other.sha256 === file.sha256);
    return [finding('orphan-file', `No asset of the library belongs to ${path}.`, { sha256: file.sha256, path, strange })];
  });
}

async function checkAsset(row: Expected, files: AssetFiles, rehash: boolean): Promise<Finding[]> {
  const file = await checkFile(row, files, rehash);
  const { sha256 } = row;
  const sidecar = await checkSidecar(sha256, files, rehash);
  const thumbnail = row.thumbnail !== 'ready' || (await files.open('thumbnail', sha256));
  return [...file, ...sidecar, ...(thumbnail ? [] : [finding('missing-thumbnail', `The thumbnail of ${sha256} is not there.`, { sha256 })])];
}

/** One that is there is read as a whole only where every byte is. */
async function checkSidecar(sha256: string, files: AssetFiles, whole: boolean): Promise<Finding[]> {
  const text = await files.readSidecar(sha256).catch(() => null);
  if (text === null) return [finding('missing-sidecar', `How ${sha256} was made is not written beside it.`, { sha256 })];
  if (!whole || readable(text, sha256)) return [];
  return [finding('missing-sidecar', `What is written beside ${sha256} about how it was made cannot be read.`, { sha256 })];
}

function readable(text: string, sha256: string): boolean {
  try {
    return fromSidecar(text).stored.sha256 === sha256;
  } catch {
    return false;
  }
}

async function checkFile({ sha256, extension, bytes }: Expected, files: AssetFiles, rehash: boolean): Promise<Finding[]> {
  const found = await files.open('asset', sha256, extension);
  if (!found) return [finding('missing-file', `The file ${sha256}.${extension} is not there.`, { sha256 })];
  if (found.bytes !== bytes)
    return [finding('hash-mismatch', `${found.path} has ${found.bytes} bytes where ${bytes} were stored.`, { sha256, path: found.path })];
  return rehash ? checkHash(sha256, found.path, files) : [];
}

async function checkHash(sha256: string, path: string, files: AssetFiles): Promise<Finding[]> {
  try {
    const hash = await files.hash(path);
    return hash === sha256 ? [] : [finding('hash-mismatch', `${path} holds other bytes than were stored.`, { sha256, path })];
  } catch (error) {
    return [finding('hash-mismatch', `${path} can't be read (${codeOf(error) ?? 'unknown'}).`, { sha256, path })];
  }
}
