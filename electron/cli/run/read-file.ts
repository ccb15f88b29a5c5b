import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { fileFingerprint } from '../../engine/intake/fingerprint.ts';
import type { PromptFileFormat } from '../../engine/intake/prompt-file.ts';

/** A 100,000-job file of long prompts is a tenth of it. */
const LARGEST_FILE_BYTES = 256 * 1024 * 1024;

export interface PromptSource {
  /** As it was named on the command line. */
  file: string;
  /** Its name without folder: what a batch without a name is called. */
  name: string;
  text: string;
  format: PromptFileFormat;
  fingerprint: string;
}

/** Reads FILE as UTF-8 text. Rejects with BAD_INPUT where it cannot. */
export async function readSource(cwd: string, file: string, model: string | undefined): Promise<PromptSource> {
  const bytes = await readBytes(resolve(cwd, file), file);
  return { file, name: basename(file), text: decode(bytes, file), format: formatOf(file), fingerprint: fileFingerprint(bytes, model) };
}

async function readBytes(path: string, file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= LARGEST_FILE_BYTES) return await readFile(path);
  } catch (error) {
    throw unreadable(
      file,
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is not there' : `the system says ${(error as NodeJS.ErrnoException).code}`,
      error,
    );
  }
  throw unreadable(file, 'it is larger than 256 MB');
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(file, 'it is not UTF-8 text', error);
  }
}

function unreadable(file: string, why: string, cause?: unknown): AppError {
  return new AppError('BAD_INPUT', `${file} cannot be read: ${why}. Nothing was enqueued.`, { file }, cause);
}

function formatOf(file: string): PromptFileFormat {
  const ending = extname(file).toLowerCase();
  if (ending === '.csv' || ending === '.tsv') return 'csv';
  return ending === '.jsonl' || ending === '.ndjson' ? 'jsonl' : 'auto';
}
