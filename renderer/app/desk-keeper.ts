import { useDeskSync } from '../screens/compose/draft/desk-sync.ts';

/** Keeps what is being composed in the workspace too. Draws nothing. */
export function DeskKeeper(): null {
  useDeskSync();
  return null;
}
