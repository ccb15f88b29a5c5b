import { NOTHING_KEPT, type Kept } from '../../../../shared/domain.ts';
import type { EmbeddedMaking } from '../metadata/making.ts';
import type { SidecarContent } from '../sidecar.ts';
import { madeBy, type Provenance, type StoredFile } from '../stored-file.ts';

/** What is known of a file besides its bytes. Times in milliseconds. */
export interface ImportFacts {
  /** Its name, for the title; never a path to open. */
  name: string;
  modifiedAt: number | null;
}

const LONGEST_TITLE = 200;

const NOT_OURS = madeBy('imported', 'Imported file');

/** All that a new row and its sidecar say of a file from outside: what it tells of its own making, and for the rest its name and age. */
export function importedContent(stored: StoredFile, making: EmbeddedMaking | null, facts: ImportFacts, now: number): SidecarContent {
  const createdAt = Math.min(now, making?.note?.createdAt ?? facts.modifiedAt ?? now);
  return { stored, made: madeOf(making), createdAt, durationS: null, trashedAt: null, kept: keptOf(making, facts), imported: true, collections: [] };
}

function madeOf(making: EmbeddedMaking | null): Provenance {
  if (!making) return NOT_OURS;
  const { prompt, model, seed, note } = making;
  return {
    ...NOT_OURS,
    model: model ?? NOT_OURS.model,
    modelName: model ?? NOT_OURS.modelName,
    prompt: prompt === null || prompt.trim() === '' ? null : prompt,
    input: note?.input ?? {},
    seed,
    batchName: note?.batch ?? null,
  };
}

function keptOf(making: EmbeddedMaking | null, { name }: ImportFacts): Kept {
  const note = making?.note;
  return { ...NOTHING_KEPT, title: note?.title ?? titleOf(name), tags: note?.tags ?? [], rating: (note?.rating ?? null) as Kept['rating'] };
}

/** The name without folders and ending, without marks that turn the writing direction; cut between whole characters. */
export function titleOf(name: string): string | null {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const stem = base.replace(/\.[\p{L}\p{N}]{1,8}$/u, '').replaceAll(/[\p{Cc}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '');
  const title = [...stem.trim()].slice(0, LONGEST_TITLE).join('');
  return title === '' ? null : title;
}
