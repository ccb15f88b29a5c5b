import { create } from 'zustand';
import { emptyDraft, readDraft, type Draft } from './draft.ts';

const STORAGE_NAME = 'compose.draft';
const SAVE_AFTER_MS = 300;

/** Any seed every model takes: 31 bits. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1;
}

/** The draft on the desk. It saves itself soon after a change, and again when the window goes. */
export const useDraft = create<Draft>(() => readDraft(load()) ?? emptyDraft(randomSeed()));

export function changeDraft(change: (draft: Draft) => Draft): void {
  useDraft.setState(change, true);
}

let saving: ReturnType<typeof setTimeout> | undefined;
useDraft.subscribe(() => {
  clearTimeout(saving);
  saving = setTimeout(save, SAVE_AFTER_MS);
});
globalThis.window?.addEventListener('pagehide', save);

/** Storage may be full or forbidden: then the draft lives as long as the window. */
function save(): void {
  clearTimeout(saving);
  try {
    localStorage.setItem(STORAGE_NAME, JSON.stringify(useDraft.getState()));
  } catch {
    return;
  }
}

function load(): string | null {
  try {
    return localStorage.getItem(STORAGE_NAME);
  } catch {
    return null;
  }
}
