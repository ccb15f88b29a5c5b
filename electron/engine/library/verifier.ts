import { AppError } from '../../../shared/errors.ts';
import { counted } from '../../../shared/words/numbers.ts';
import type { Store } from '../store/open.ts';
import type { Progress, Tasks } from '../tasks/tasks.ts';
import type { AssetFiles } from './asset-files.ts';
import { checkLibrary } from './doctor.ts';
import { mendLibrary, type Mended } from './mend.ts';
import { findLost, lostByHash, lostOf } from './repair/find-lost.ts';
import type { Sources } from './repair/repair.ts';

/** What the last check of the library found. */
export interface Verification {
  /** Milliseconds since the epoch. */
  at: number;
  assets: number;
  rehashed: boolean;
  findings: Mended[];
}

/** Checks the library while it is in use, and mends what can be; one check at a time. */
export interface Verifier {
  /** CONFLICT while one is under way. */
  begin(how: { rehash: boolean; mend: boolean }): number;
  /** Looks in a folder for the bytes of assets whose files are missing or damaged, by size and hash. CONFLICT as above. */
  look(folder: string): number;
  /** Null: none was made since the start. */
  last(): Verification | null;
}

export interface VerifierOptions {
  db: Store;
  clock: { now(): number };
  files: AssetFiles;
  tasks: Tasks;
  /** Asks the addresses that outputs came from; absent: none is asked. */
  fetchAgain?: Sources['fetchAgain'];
  /** Another folder in which files of the library may lie: the mirror's. */
  alsoIn?: () => string | null;
  /** Rows that may show something else now. */
  onAsset(sha256: string): void;
}

export function createVerifier({ db, clock, files, tasks, fetchAgain, alsoIn = () => null, onAsset }: VerifierOptions): Verifier {
  let last: Verification | null = null;
  let running = false;

  const count = db.prepare<[], number>('SELECT count(*) FROM asset').pluck();
  const gone = db.prepare<[string]>('UPDATE asset SET missing = 1, revision = revision + 1 WHERE sha256 = ? AND missing = 0');
  const back = db.prepare<[string]>('UPDATE asset SET missing = 0, revision = revision + 1 WHERE sha256 = ?');
  const marked = db.prepare<[], string>('SELECT sha256 FROM asset WHERE missing = 1').pluck();

  async function verify({ rehash, mend }: { rehash: boolean; mend: boolean }, { at, signal }: Progress): Promise<string> {
    const assets = count.get() ?? 0;
    const options = {
      db,
      files,
      rehash,
      live: true,
      signal,
      onProgress: (done: number) => at(done, assets),
      now: clock.now(),
      folders: [alsoIn() ?? []].flat(),
      ...(fetchAgain ? { fetchAgain } : {}),
    };
    at(0, assets);
    const findings = await checkLibrary(options);
    const told = mend && findings.length > 0 ? await mendLibrary(options, findings) : findings.map((finding) => ({ ...finding, mended: false }));
    markMissing(told);
    last = { at: clock.now(), assets, rehashed: rehash, findings: told };
    for (const { sha256 } of told) if (sha256 !== null) onAsset(sha256);
    return wordsOf(last, mend);
  }

  /** Assets whose bytes are not there are shown as such; those whose bytes came back are not. */
  function markMissing(findings: readonly Mended[]): void {
    const missing = new Set(findings.flatMap(({ kind, sha256, mended }) => (kind === 'missing-file' && !mended && sha256 !== null ? [sha256] : [])));
    const returned = marked.all().filter((sha256) => !missing.has(sha256));
    db.transaction(() => {
      for (const sha256 of missing) gone.run(sha256);
      for (const sha256 of returned) back.run(sha256);
    })();
    for (const sha256 of returned) onAsset(sha256);
  }

  /** Also what the last check found to hold other bytes. */
  async function lookIn(folder: string, { at, signal }: Progress): Promise<string> {
    const lost = await lostOf(db, files, signal);
    const known = new Set(lost.map(({ sha256 }) => sha256));
    const damaged = (last?.findings ?? []).flatMap((one) => (one.kind === 'hash-mismatch' && !one.mended ? (one.sha256 ?? []) : []));
    lost.push(
      ...lostByHash(
        db,
        damaged.filter((sha256) => !known.has(sha256)),
      ),
    );
    const found = await findLost(lost, [folder], { files, signal, onLooked: (looked) => at(looked, looked) });
    db.transaction(() => found.forEach((sha256) => back.run(sha256)))();
    found.forEach(onAsset);
    if (last) last = { ...last, findings: last.findings.map((one) => (isFile(one) && found.includes(one.sha256 ?? '') ? { ...one, mended: true } : one)) };
    return foundWords(lost.length, found.length, folder);
  }

  function alone(work: (progress: Progress) => Promise<string>): number {
    if (running) throw new AppError('CONFLICT', 'The library is being verified already. Wait for it, or stop it.');
    running = true;
    return tasks.begin('verify', (progress) => work(progress).finally(() => (running = false))).id;
  }

  return {
    begin: (how) => alone((progress) => verify(how, progress)),
    look: (folder) => alone((progress) => lookIn(folder, progress)),
    last: () => last,
  };
}

function isFile({ kind }: Mended): boolean {
  return kind === 'missing-file' || kind === 'hash-mismatch';
}

function foundWords(lost: number, found: number, folder: string): string {
  const files = (count: number) => counted(count, 'file');
  if (lost === 0) return 'No file of the library is missing: nothing was looked for.';
  if (found === lost) return `${files(found)} found again in ${folder}, and copied to ${found === 1 ? 'its place' : 'their places'}.`;
  return `${files(found)} of ${lost.toLocaleString('en')} found again in ${folder}. Nothing there has the bytes of the other ${lost - found === 1 ? 'one' : (lost - found).toLocaleString('en')}.`;
}

function wordsOf({ assets, rehashed, findings }: Verification, mend: boolean): string {
  const read = `${assets.toLocaleString('en')} ${assets === 1 ? 'asset' : 'assets'} checked${rehashed ? ', every byte read' : ''}`;
  const left = findings.filter(({ mended }) => !mended).length;
  if (findings.length === 0) return `${read}: all whole.`;
  if (!mend) return `${read}: ${findings.length} found.`;
  return left === 0 ? `${read}: ${findings.length} found and mended.` : `${read}: ${findings.length} found, ${findings.length - left} mended.`;
}
