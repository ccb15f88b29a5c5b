import { create } from 'zustand';
import type { Wish } from './use-plan.ts';

/** How the last export was wanted: the next one begins with it. */
export interface ExportChoices extends Pick<Wish, 'pattern' | 'leaving' | 'sidecars'> {
  to: 'zip' | 'folder';
}

export const useExportChoices = create<ExportChoices>(() => ({
  pattern: '{batch} {number} {prompt} {hash}',
  leaving: 'everything',
  sidecars: false,
  to: 'zip',
}));

export const PLACEHOLDERS = ['date', 'batch', 'number', 'model', 'seed', 'prompt', 'title', 'hash'] as const;

export const LEAVING = [
  {
    value: 'everything',
    label: 'All metadata',
    note: 'Prompt, input, model, seed, title, tags and rating go into PNG, JPEG and WebP files. Never a key, never what it cost.',
  },
  { value: 'prompt', label: 'Prompt only', note: 'The prompt alone goes into PNG, JPEG and WebP files; what else they said of their making is taken out.' },
  { value: 'nothing', label: 'Nothing', note: 'What PNG, JPEG and WebP files say of their making is taken out. Films and sound leave as they are.' },
  { value: 'as-is', label: 'As they are', note: 'Byte for byte as they lie in the library.' },
] as const;
