import type { EngineClient } from '../../../../../shared/contract.ts';
import { AppError } from '../../../../../shared/errors.ts';
import { importFile } from '../../../../state/import-file.ts';
import { nameOf } from './files-of.ts';

/** How an import stands. */
export interface Intake {
  files: number;
  done: number;
  imported: readonly string[];
  known: number;
  /** Files whose prompt was found in them. */
  withPrompt: number;
  refused: readonly { name: string; why: string }[];
  over: boolean;
}

export const NOTHING_TAKEN: Intake = { files: 0, done: 0, imported: [], known: 0, withPrompt: 0, refused: [], over: false };

/** Files on their way at once. */
const LANES = 3;

/** Takes files in, a few at a time; tells after each. One that is refused holds up none. Stops between files. */
export async function takeIn(client: EngineClient, files: readonly File[], tell: (intake: Intake) => void, signal: AbortSignal): Promise<void> {
  let state: Intake = { ...NOTHING_TAKEN, files: files.length };
  const set = (change: (before: Intake) => Partial<Intake>) => tell((state = { ...state, ...change(state) }));
  let next = 0;
  const lane = async () => {
    for (let file = files[next++]; file && !signal.aborted; file = files[next++]) {
      const change = await one(client, file, signal);
      if (change) set((before) => ({ ...change(before), done: before.done + 1 }));
    }
  };
  set(() => ({}));
  await Promise.all(Array.from({ length: LANES }, lane));
  set(() => ({ over: true }));
}

async function one(client: EngineClient, file: File, signal: AbortSignal): Promise<((before: Intake) => Partial<Intake>) | null> {
  try {
    const { asset, known, tool } = await importFile(client, file, { signal });
    if (known) return (before) => ({ known: before.known + 1 });
    return (before) => ({ imported: [...before.imported, asset.sha256], withPrompt: before.withPrompt + (tool === null ? 0 : 1) });
  } catch (thrown) {
    if (signal.aborted) return null;
    return (before) => ({ refused: [...before.refused, { name: nameOf(file), why: whyOf(thrown) }] });
  }
}

/** The browser's own words for a file that went away are no help. */
function whyOf(thrown: unknown): string {
  return thrown instanceof DOMException ? 'It cannot be read any more: it was moved, deleted, or changed.' : AppError.from(thrown).message;
}
