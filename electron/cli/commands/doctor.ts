import { resolve } from 'node:path';
import { createAssetFiles } from '../../engine/library/asset-files.ts';
import { checkLibrary } from '../../engine/library/doctor.ts';
import { type Mended, mendLibrary } from '../../engine/library/mend.ts';
import { openDatabase } from '../../engine/open-database.ts';
import type { Store } from '../../engine/store/open.ts';
import type { DoctorCommand } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';
import { rebuiltText } from './rebuild.ts';
import { inWorkspace } from './workspace.ts';

/** `doctor`: the database's own check, then rows against files both ways; with `--mend`, mended and checked again. */
export async function doctor(command: DoctorCommand, world: World): Promise<ExitCode> {
  return inWorkspace(world, command.workspace, async (workspace) => {
    const files = createAssetFiles(workspace);
    const { store: db, restored } = await openDatabase({ workspace, files, now: world.clock.now(), restore: command.restore });
    try {
      if (restored) world.err(`The backup was put back. ${rebuiltText(restored.rebuilt)}`);
      const options = { db, files, rehash: command.rehash };
      const findings = await checkLibrary(options);
      const folders = command.lookIn.map((folder) => resolve(world.cwd, folder));
      const told = command.mend
        ? await mendLibrary({ ...options, folders, now: world.clock.now() }, findings)
        : findings.map((finding) => ({ ...finding, mended: false }));
      return tell(told, counts(db), command, world);
    } finally {
      db.close();
    }
  });
}

interface Counts {
  assets: number;
  uncertain: number;
}

function counts(db: Store): Counts {
  const assets = db.prepare<[], number>('SELECT count(*) FROM asset').pluck().get() ?? 0;
  const uncertain = db.prepare<[], number>(`SELECT coalesce(sum(jobs), 0) FROM batch_count WHERE state = 'uncertain'`).pluck().get() ?? 0;
  return { assets, uncertain };
}

/** What is a loss: a file too many harms nothing, one that is missing or has other bytes does. */
const LOSSES = new Set<Mended['kind']>(['missing-file', 'hash-mismatch', 'database', 'counts']);

function tell(findings: Mended[], { assets, uncertain }: Counts, { json, rehash, mend }: DoctorCommand, world: World): ExitCode {
  if (json) world.out(`${JSON.stringify({ assets, uncertain, findings: findings.map(({ strange: _, ...finding }) => finding) })}\n`);
  else {
    const read = `${counted(assets, 'file')} checked${rehash ? ', every byte read' : ''}`;
    const database = findings.some(({ kind }) => kind === 'database' || kind === 'counts') ? '' : 'The database passed its check. ';
    world.out(
      `${database}${read}: ${findings.length === 0 ? 'all whole.' : `${counted(findings.length, 'finding')}${mend ? `, ${mendedText(findings)}` : ''}.`}\n`,
    );
    for (const { kind, message, mended } of findings) world.out(`  ${kind}: ${message}${mended ? ' Mended.' : ''}\n`);
    if (!mend && findings.length > 0) world.out('`doctor --mend` mends what can be.\n');
    if (uncertain > 0) world.out(`${counted(uncertain, 'job is', 'jobs are')} uncertain; \`jobs --state uncertain\` tells what is known.\n`);
  }
  return findings.some(({ kind, mended }) => !mended && LOSSES.has(kind)) ? EXIT.unfinished : EXIT.ok;
}

function mendedText(findings: readonly Mended[]): string {
  const left = findings.filter(({ mended }) => !mended).length;
  return left === 0 ? 'all mended' : `${findings.length - left} mended`;
}
