import { mendDatabase } from '../store/soundness.ts';
import { createAssets } from './assets.ts';
import { checkLibrary, type CheckOptions, type Finding, wantedParts } from './doctor.ts';
import { rebuildFrom } from './rebuild.ts';
import { repairFiles, type Sources } from './repair/repair.ts';

export interface MendOptions extends CheckOptions, Sources {
  now: number;
}

/** A finding, and whether it is gone now. */
export type Mended = Finding & { mended: boolean };

/**
 * Mends what can be: lost bytes are put back from wherever they still are, figures are counted anew, sidecars and thumbnails made again, files that tell how they were made taken in, unfinished
 * downloads deleted, and what the library has no use for set aside, never deleted. Then everything is checked again. What is still lost
 * is said to be, with what was tried.
 */
export async function mendLibrary(options: MendOptions, findings: readonly Finding[]): Promise<Mended[]> {
  const { db, files, now } = options;
  const of = (...kinds: Finding['kind'][]) => findings.filter((finding) => kinds.includes(finding.kind));
  const why = await repairFiles(findings, options);
  if (of('database', 'counts').length > 0) mendDatabase(db);
  for (const { sha256 } of of('missing-thumbnail')) db.prepare(`UPDATE asset SET thumbnail = 'wanted', revision = revision + 1 WHERE sha256 = ?`).run(sha256);
  const refused = of('orphan-file').length > 0 ? (await rebuildFrom({ db, files, now })).left : [];
  await writeSidecars(options, of('missing-sidecar'));
  for (const path of new Set([...refused.map((one) => one.path).filter((path) => isOrphan(path, findings)), ...strangers(findings)]))
    await files.setAside(path);
  const wanted = wantedParts(db);
  if (of('leftover-part').length > 0) await files.sweep((name) => wanted.has(name));
  const left = new Set((await checkLibrary(options)).map(keyOf));
  return findings.map((finding) => told(finding, !left.has(keyOf(finding)), why));
}

/** Of bytes that stay lost: also what was tried. */
function told(finding: Finding, mended: boolean, why: ReadonlyMap<string, string>): Mended {
  const tried = mended || (finding.kind !== 'missing-file' && finding.kind !== 'hash-mismatch') ? undefined : why.get(finding.sha256 ?? '');
  return { ...finding, mended, message: tried === undefined ? finding.message : `${finding.message} ${tried}` };
}

/** Those that were found missing or damaged, those of what was taken in now, and those that say less than their row. */
async function writeSidecars({ db, files, now }: MendOptions, missing: readonly Finding[]): Promise<void> {
  const assets = createAssets({ db, clock: { now: () => now } });
  const due = db.prepare<[], string>(`SELECT sha256 FROM asset WHERE sidecar = 'due'`).pluck().all();
  for (const sha256 of new Set([...missing.flatMap((one) => one.sha256 ?? []), ...due])) {
    const sidecar = assets.sidecar(sha256);
    if (sidecar) await files.writeSidecar(sha256, sidecar);
    db.prepare(`UPDATE asset SET sidecar = 'written' WHERE sha256 = ?`).run(sha256);
  }
}

/** Files without a hash in their name, and sidecars without their bytes: nothing can be made of them. */
function strangers(findings: readonly Finding[]): string[] {
  return findings.flatMap((finding) => (finding.kind === 'orphan-file' && finding.path !== null && finding.strange ? [finding.path] : []));
}

function isOrphan(path: string, findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.kind === 'orphan-file' && finding.path === path);
}

function keyOf({ kind, sha256, path, message }: Finding): string {
  return JSON.stringify([kind, sha256, path, kind === 'database' ? message : null]);
}
