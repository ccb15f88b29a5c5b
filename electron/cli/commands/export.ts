import { resolve } from 'node:path';
import type { AssetView } from '../../../shared/domain.ts';
import { createAssetFiles } from '../../engine/library/asset-files.ts';
import { checkPattern, DEFAULT_PATTERN } from '../../engine/library/export-name.ts';
import { exportAssets } from '../../engine/library/export.ts';
import type { Engine } from '../../engine/engine-types.ts';
import type { ExportCommand } from '../arguments.ts';
import { ask } from '../ask.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';
import { withIdleEngine } from './with-engine.ts';

const PAGE = 1_000;

/** `export DIR`: copies of the library's files under names that say what they are. */
export async function exportFiles(command: ExportCommand, world: World): Promise<ExitCode> {
  const pattern = command.pattern ?? DEFAULT_PATTERN;
  checkPattern(pattern);
  return withIdleEngine(world, command, async (engine) => {
    const { status } = await ask(engine, 'app.snapshot', null);
    const assets = await assetsOf(engine, command.batchId);
    const report = await exportAssets(assets, resolve(world.cwd, command.folder), {
      files: createAssetFiles(status.workspace),
      pattern,
      leaving: command.leaving,
      sidecars: command.sidecars,
    });
    for (const sha256 of report.missing) world.err(`The library's file ${sha256} is missing; \`doctor\` tells more.\n`);
    if (command.json) world.out(`${JSON.stringify({ exported: report.exported.length, kept: report.kept.length, missing: report.missing.length })}\n`);
    else
      world.out(
        `${counted(report.exported.length, 'file')} exported${report.kept.length > 0 ? ` · ${counted(report.kept.length, 'file')} there already` : ''}\n`,
      );
    return report.missing.length > 0 ? EXIT.unfinished : EXIT.ok;
  });
}

/** Oldest first, so that the names a second export gives are those of the first. */
async function assetsOf(engine: Pick<Engine, 'call'>, batchId: number | undefined): Promise<AssetView[]> {
  const found: AssetView[] = [];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await ask(engine, 'asset.list', { ...(batchId === undefined ? {} : { batchId }), offset, limit: PAGE });
    found.push(...page.assets);
    total = page.total;
  }
  return found.toSorted((a, b) => a.id - b.id);
}
