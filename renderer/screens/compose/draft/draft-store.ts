import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { activeTab, changed, closed, deskOf, deskText, opened, readDesk, redone, replaced, undone, type Desk } from './desk.ts';
import { emptyDraft, readDraft, type Draft } from './draft.ts';

const STORAGE_NAME = 'compose.desk';
const SAVED_AT_NAME = 'compose.desk.savedAt';
/** Before there were tabs. */
const OLD_STORAGE_NAME = 'compose.draft';
const SAVE_AFTER_MS = 300;

/** Any seed every model takes: 31 bits. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1;
}

/** The desk as this window's storage had it. */
export const LOADED: Desk = readDesk(load(STORAGE_NAME)) ?? deskOf(readDraft(load(OLD_STORAGE_NAME)) ?? freshDraft());

/** The drafts on the desk. They save themselves soon after a change, and again when the window goes. */
export const useDesk = create<Desk>(() => LOADED);

/** When this window's storage was written last (ms); 0: never. */
export function savedHereAt(): number {
  return Number(load(SAVED_AT_NAME) ?? 0);
}

/** When the drafts were kept last (ms by this window's clock). `nowhere`: storage takes none of it, they live as long as the window. */
export type Kept = number | 'not yet' | 'nowhere';
export const useKept = create<{ at: Kept }>(() => ({ at: savedHereAt() || 'not yet' }));

/** The draft in front. */
export function useDraft(): Draft {
  return useDesk((desk) => activeTab(desk).draft);
}

/** The draft in front without its prompt: the same object while one types there, so that what is not about it rests. */
export function useSettings(): Draft {
  return useDesk(useShallow((desk) => ({ ...activeTab(desk).draft, prompt: '' })));
}

export function currentDraft(): Draft {
  return activeTab(useDesk.getState()).draft;
}

/** Changes the draft in front. Changes `about` the same thing in a row are one step to undo. */
export function changeDraft(change: (draft: Draft) => Draft, about = ''): void {
  useDesk.setState((desk) => changed(desk, change(activeTab(desk).draft), about || `${performance.now()}`, Date.now()));
}

/** Changes it without a step to undo. */
export function replaceDraft(change: (draft: Draft) => Draft): void {
  useDesk.setState((desk) => replaced(desk, change(activeTab(desk).draft)));
}

export function openDraft(draft: Draft): void {
  useDesk.setState((desk) => opened(desk, draft));
}

/** A draft in which nothing is written, for the model in front. */
export function openEmptyDraft(): void {
  openDraft({ ...freshDraft(), model: currentDraft().model });
}

export function closeDraft(id: number): void {
  useDesk.setState((desk) => closed(desk, id, freshDraft()));
}

export function showDraft(id: number): void {
  useDesk.setState({ active: id });
}

export const undo = (): void => useDesk.setState(undone);
export const redo = (): void => useDesk.setState(redone);

function freshDraft(): Draft {
  return emptyDraft(randomSeed());
}

let saving: ReturnType<typeof setTimeout> | undefined;
useDesk.subscribe(() => {
  clearTimeout(saving);
  saving = setTimeout(save, SAVE_AFTER_MS);
});
globalThis.window?.addEventListener('pagehide', save);

/** Storage may be full or forbidden: then drafts live as long as the window. */
function save(): void {
  clearTimeout(saving);
  try {
    localStorage.setItem(STORAGE_NAME, deskText(useDesk.getState()));
    localStorage.setItem(SAVED_AT_NAME, `${Date.now()}`);
    localStorage.removeItem(OLD_STORAGE_NAME);
    useKept.setState({ at: Date.now() });
  } catch {
    useKept.setState({ at: 'nowhere' });
  }
}

function load(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
