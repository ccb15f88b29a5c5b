import { batchFile, fileProblems, isBatchFile, jobsKey, type BatchFile, type FileList } from '../../../../shared/batch-file.ts';
import { objectIn } from '../../../../shared/json-object.ts';
import { isPresetFile, presetFile } from '../../../../shared/preset-file.ts';
import { draftSchema, type Draft } from '../draft/draft.ts';

/** What a file of the companion's own brings. `rows`: a batch that no draft stands for: its jobs, and how they are sent. */
export type OwnFile =
  | { kind: 'draft'; draft: Draft; lists: readonly FileList[]; name: string }
  | { kind: 'preset'; name: string; tags: readonly string[]; draft: Draft; lists: readonly FileList[] }
  | { kind: 'rows'; batch: BatchFile }
  | { kind: 'wrong'; message: string };

/** Null where the text is none of the companion's own files. */
export function readOwnFile(text: string): OwnFile | null {
  const value = objectIn(text);
  if (isBatchFile(value)) return readBatch(value);
  if (isPresetFile(value)) return readPreset(value);
  return null;
}

/** The draft stands for the jobs only as long as nobody changed them in the file. */
function readBatch(value: unknown): OwnFile {
  const read = batchFile.safeParse(value);
  if (!read.success) return { kind: 'wrong', message: `This batch does not read: ${fileProblems(read.error, 3).join('; ')}` };
  const { composed, name } = read.data;
  const draft = draftSchema.safeParse(composed?.draft);
  const written = (value as { jobs: Record<string, unknown>[] }).jobs;
  if (composed && draft.success && composed.jobs === jobsKey(written)) return { kind: 'draft', draft: draft.data, lists: composed.lists, name };
  return { kind: 'rows', batch: read.data };
}

function readPreset(value: unknown): OwnFile {
  const read = presetFile.safeParse(value);
  const draft = draftSchema.safeParse(read.success ? read.data.draft : null);
  if (!read.success || !draft.success) return { kind: 'wrong', message: 'This preset does not read: it is of another version, or was changed by hand.' };
  const { name, tags, lists } = read.data;
  return { kind: 'preset', name, tags, draft: draft.data, lists };
}
