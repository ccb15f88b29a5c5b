import { AppError } from '../../../shared/errors.ts';
import type { Store } from '../store/open.ts';
import type { Progress, Tasks } from '../tasks/tasks.ts';
import type { AssetFiles } from './asset-files.ts';
import { checkLibrary } from './doctor.ts';
import { mendLibrary, type Mended } from './mend.ts';

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
  /** Null: none was made since the start. */
  last(): Verification | null;
}

export interface VerifierOptions {
  db: Store;
  clock: { now(): number };
  files: AssetFiles;
  tasks: Tasks;
  /** Rows that may show something else now. */
  onAsset(sha256: string): void;
}

export function createVerifier({ db, clock, files, tasks, onAsset }: VerifierOptions): Verifier {
  let last: Verification | null = null;
  let running = false;

  const count = db.prepare<[], number>('SELECT count(*) FROM asset').pluck();
  const gone = db.prepare<[string]>('UPDATE asset SET missing = 1, revision = revision + 1 WHERE sha256 = ? AND missing = 0');
  const back = db.prepare<[string]>('UPDATE asset SET missing = 0, revision = revision + 1 WHERE sha256 = ?');
  const lost = db.prepare<[], string>('SELECT sha256 FROM asset WHERE missing = 1').pluck();

  async function verify({ rehash, mend }: { rehash: boolean; mend: boolean }, { at, signal }: Progress): Promise<string> {
    const assets = count.get() ?? 0;
    const options = { db, files, rehash, live: true, signal, onProgress: (done: number) => at(done, assets), now: clock.now() };
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
    const returned = lost.all().filter((sha256) => !missing.has(sha256));
    db.transaction(() => {
      for (const sha256 of missing) gone.run(sha256);
      for (const sha256 of returned) back.run(sha256);
    })();
    for (const sha256 of returned) onAsset(sha256);
  }

  return {
    begin(how) {
      if (running) throw new AppError('CONFLICT', 'The library is being verified already. Wait for it, or stop it.');
      running = true;
      return tasks.begin('verify', (progress) => verify(how, progress).finally(() => (running = false))).id;
    },
    last: () => last,
  };
}

function wordsOf({ assets, rehashed, findings }: Verification, mend: boolean): string {
  const read = `${assets.toLocaleString('en')} ${assets === 1 ? 'asset' : 'assets'} checked${rehashed ? ', every byte read' : ''}`;
  const left = findings.filter(({ mended }) => !mended).length;
  if (findings.length === 0) return `${read}: all whole.`;
  if (!mend) return `${read}: ${findings.length} found.`;
  return left === 0 ? `${read}: ${findings.length} found and mended.` : `${read}: ${findings.length} found, ${findings.length - left} mended.`;
}
