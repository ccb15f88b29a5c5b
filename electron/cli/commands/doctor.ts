import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { createAssetFiles } from '../../engine/library/asset-files.ts';
import { DATABASE_FILE } from '../../engine/engine.ts';
import { checkLibrary, type Finding } from '../../engine/library/doctor.ts';
import { lockWorkspace } from '../../engine/store/lock.ts';
import { openStore, type Store } from '../../engine/store/open.ts';
import type { DoctorCommand } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';

/** `doctor`: the database's own check (opening does it), then rows against files both ways. Works without the engine, so nothing moves meanwhile. */
export async function doctor(command: DoctorCommand, world: World): Promise<ExitCode> {
  const workspace = world.workspace(command.workspace);
  if (!existsSync(workspace)) throw new AppError('BAD_INPUT', `There is no workspace at ${workspace}. Nothing was made.`);
  const unlock = lockWorkspace(workspace, { host: 'cli', pid: world.pid, since: world.clock.now() });
  try {
    const db = await openStore({ file: join(workspace, DATABASE_FILE), now: world.clock.now() });
    try {
      return tell(await checkLibrary({ db, files: createAssetFiles(workspace), rehash: command.rehash }), counts(db), command, world);
    } finally {
      db.close();
    }
  } finally {
    unlock();
  }
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

/** A file too many harms nothing; one that is missing or has other bytes is a loss. */
function tell(findings: Finding[], { assets, uncertain }: Counts, { json, rehash }: DoctorCommand, world: World): ExitCode {
  if (json) world.out(`${JSON.stringify({ assets, uncertain, findings })}\n`);
  else {
    world.out(
      `The database passed its check. ${counted(assets, 'file')} checked${rehash ? ', every byte read' : ''}: ${findings.length === 0 ? 'all whole.' : `${counted(findings.length, 'finding')}.`}\n`,
    );
    for (const finding of findings) world.out(`  ${finding.kind}: ${finding.message}\n`);
    if (uncertain > 0) world.out(`${counted(uncertain, 'job is', 'jobs are')} uncertain; \`jobs --state uncertain\` tells what is known.\n`);
  }
  return findings.some(({ kind }) => kind === 'missing-file' || kind === 'hash-mismatch') ? EXIT.unfinished : EXIT.ok;
}
