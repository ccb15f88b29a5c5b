import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { ImportCommand } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';
import { withIdleEngine } from './with-engine.ts';

interface Outcome {
  imported: number;
  known: number;
  withPrompt: number;
  refused: { file: string; why: string }[];
}

/** `import PATH…`: files, and all files in folders, into the library; each that is refused is named with the reason. */
export async function importFiles(command: ImportCommand, world: World): Promise<ExitCode> {
  const paths: string[] = [];
  for (const path of command.paths) paths.push(...(await filesUnder(resolve(world.cwd, path))));
  const outcome: Outcome = { imported: 0, known: 0, withPrompt: 0, refused: [] };
  await withIdleEngine(world, command, async (engine) => {
    for (const path of paths) {
      if (world.interrupted.aborted) break;
      try {
        const { known, tool } = await engine.importFile(path);
        outcome[known ? 'known' : 'imported']++;
        if (tool !== null) outcome.withPrompt++;
      } catch (error) {
        outcome.refused.push({ file: path, why: AppError.from(error).message });
      }
    }
  });
  tell(outcome, command, world);
  return outcome.refused.length > 0 ? EXIT.unfinished : EXIT.ok;
}

/** A file is itself; of a folder all files, deep, in the order of their names. Hidden ones and links are passed over. */
async function filesUnder(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new AppError('BAD_INPUT', `There is nothing at ${path}. Nothing was imported.`);
  if (!found.isDirectory()) return [path];
  const entries = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  const files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) files.push(...(await filesUnder(join(path, entry.name))));
    else if (entry.isFile()) files.push(join(path, entry.name));
  }
  return files;
}

function tell({ imported, known, withPrompt, refused }: Outcome, { json }: ImportCommand, world: World): void {
  if (json) return world.out(`${JSON.stringify({ imported, known, withPrompt, refused })}\n`);
  for (const { file, why } of refused) world.err(`${file}: ${why}\n`);
  const parts = [
    `${counted(imported, 'file')} imported`,
    withPrompt > 0 && `${withPrompt} told how they were made`,
    known > 0 && `${counted(known, 'file')} there already`,
    refused.length > 0 && `${counted(refused.length, 'file')} refused`,
  ];
  world.out(`${parts.filter(Boolean).join(' · ')}\n`);
}
