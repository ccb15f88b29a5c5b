import { AppError } from '../../../../shared/errors.ts';
import type { StoredFile } from '../stored-file.ts';

/** A file that is not taken in, with the reason in words. */
export function refused(why: string): AppError {
  return new AppError('BAD_INPUT', why);
}

/** What never comes in by the library's front door: documents and unknown bytes. Null: it may. */
export function refusalOf({ kind, mime, width, height }: Pick<StoredFile, 'kind' | 'mime' | 'width' | 'height'>): AppError | null {
  if (kind === 'other') return refused('It is no picture, film or sound the library knows. SVG and other documents are not taken in.');
  const sized = mime === 'image/png' || mime === 'image/jpeg' || mime === 'image/webp' || mime === 'image/gif';
  if (sized && (width === null || height === null)) return refused('It is cut off or damaged: its header does not say how large the picture is.');
  return null;
}
