import type { AssetView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { checkPattern, exportName, filledName } from '../export-name.ts';

const DEEPEST = 6;

/** BAD_INPUT for a template that is none. */
export function checkTemplate(template: string): void {
  const parts = template.split('/');
  if (parts.length > DEEPEST) throw new AppError('BAD_INPUT', `The template has more than ${DEEPEST} parts between slashes. Nothing was changed.`);
  if (parts.some((part) => part.trim() === ''))
    throw new AppError('BAD_INPUT', 'The template has nothing between two slashes, or begins or ends with one. Nothing was changed.');
  for (const part of parts) checkPattern(part);
}

/** Folders and name of an asset's file, without its ending; a folder whose values are empty is left out. No part leads out of the mirror. */
export function mirrorPath(asset: AssetView, template: string): string[] {
  const parts = template.split('/');
  const folders = parts.slice(0, -1).flatMap((part) => filledName(asset, part, true) || []);
  return [...folders, filledName(asset, parts.at(-1) ?? '', true) || exportName(asset, '{hash}')];
}
