import { create } from 'zustand';
import { navigate } from '../../../state/route.ts';
import type { Brought } from '../import/use-import.ts';

/** The dialog over Compose; one at most. `brought`: what is to be imported, where it is known already. */
export type ComposeDialog = { kind: 'history' } | { kind: 'presets' } | { kind: 'wildcards' } | { kind: 'import'; brought: Brought | null };

export const useComposeDialog = create<{ open: ComposeDialog | null }>(() => ({ open: null }));

/** Opens it, from wherever the user is. */
export function openDialog(open: ComposeDialog): void {
  useComposeDialog.setState({ open });
  navigate('compose');
}

export function closeDialog(): void {
  useComposeDialog.setState({ open: null });
}
