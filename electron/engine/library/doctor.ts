import type { Store } from '../store/open.ts';
import type { AssetFiles } from './asset-files.ts';
import { codeOf } from './disk-error.ts';
import type { AssetFile } from './list-files.ts';

export interface Finding {
  kind: 'missing-file' | 'hash-mismatch' | 'orphan-file' | 'missing-sidecar';
  /** Null for a file that carries no hash in its name. */
  sha256: string | null;
  message: string;
}

export interface CheckOptions {
  db: Store;
  files: AssetFiles;
  /** Read every byte again; without it, sizes are compared. */
  rehash: boolean;
}

interface Expected {
  sha256: string;
  extension: string;
  bytes: number;
}

/** Compares the library's rows with its files, both ways. Reads only; the disk's errors are findings. */
export async function checkLibrary({ db, files, rehash }: CheckOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const folder of files.list()) findings.push(...strangersIn(db, folder));
  for (const row of rowsOf(db)) findings.push(...(await checkAsset(row, files, rehash)));
  return findings;
}

const PAGE = 1_000;

/** In pages: no statement stays open while files are read. */
function* rowsOf(db: Store): Generator<Expected> {
  const next = db.prepare<[string, number], Expected>('SELECT sha256, extension, bytes FROM asset WHERE sha256 > ? ORDER BY sha256 LIMIT ?');
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
    if (file.kind === 'stranger') return [{ kind: 'orphan-file', sha256: null, message: `The library has no use for ${file.path}.` }];
    const known = extension.get(file.sha256);
    if (file.kind === 'sidecar' ? known !== undefined : known === file.extension) return [];
    return [{ kind: 'orphan-file', sha256: file.sha256, message: `No asset of the library belongs to ${file.path}.` }];
  });
}

async function checkAsset(row: Expected, files: AssetFiles, rehash: boolean): Promise<Finding[]> {
  const file = await checkFile(row, files, rehash);
  const sidecar = await files.readSidecar(row.sha256).catch(() => null);
  if (sidecar !== null) return file;
  return [...file, { kind: 'missing-sidecar', sha256: row.sha256, message: `How ${row.sha256} was made is not written beside it.` }];
}

async function checkFile({ sha256, extension, bytes }: Expected, files: AssetFiles, rehash: boolean): Promise<Finding[]> {
  const found = await files.open('asset', sha256, extension);
  if (!found) return [{ kind: 'missing-file', sha256, message: `The file ${sha256}.${extension} is not there.` }];
  if (found.bytes !== bytes) return [{ kind: 'hash-mismatch', sha256, message: `${found.path} has ${found.bytes} bytes where ${bytes} were stored.` }];
  return rehash ? checkHash(sha256, found.path, files) : [];
}

async function checkHash(sha256: string, path: string, files: AssetFiles): Promise<Finding[]> {
  try {
    const hash = await files.hash(path);
    return hash === sha256 ? [] : [{ kind: 'hash-mismatch', sha256, message: `${path} holds other bytes than were stored.` }];
  } catch (error) {
    return [{ kind: 'hash-mismatch', sha256, message: `${path} can't be read (${codeOf(error) ?? 'unknown'}).` }];
  }
}
