import { useMemo } from 'react';
import { ACTION_WORDS, ACTIONS, type Action, bindingParts, bindingsOf, type Bindings } from '../../shared/shortcuts.ts';
import { useEngine } from '../state/engine.tsx';

const MAC = /Mac/.test(globalThis.navigator?.userAgent ?? '');

/** A shortcut as people read it. */
export interface ShortcutWords {
  does: string;
  keys: readonly string[];
}

/** What the screens handle themselves: the same everywhere, so that a list is always walked alike. */
export const FIXED_SHORTCUTS: readonly ShortcutWords[] = [
  { does: 'Queue what is composed', keys: bindingParts('$mod+↵', MAC) },
  { does: 'Move along a list', keys: ['↑', '↓'] },
  { does: 'Open what is chosen', keys: ['↵'] },
  { does: 'Select in a list', keys: ['Space'] },
  { does: 'Move a batch', keys: ['Alt', '↑'] },
  { does: 'Close what is open beside a list', keys: ['Esc'] },
];

/** The keys of the frame's actions, as the settings have them. */
export function useBindings(): Bindings {
  const chosen = useEngine((state) => state.settings?.shortcuts);
  return useMemo(() => bindingsOf(chosen ?? {}), [chosen]);
}

/** A binding's keys, one by one. */
export function keyParts(binding: string): string[] {
  return bindingParts(binding, MAC);
}

/** The keys of one action in one: `Ctrl K`. */
export function useKeysOf(action: Action): string {
  return keyParts(useBindings()[action]).join(' ');
}

/** All of them, those of the frame first. */
export function useShortcutWords(): readonly ShortcutWords[] {
  const bindings = useBindings();
  return [...ACTIONS.map((action) => ({ does: ACTION_WORDS[action], keys: keyParts(bindings[action]) })), ...FIXED_SHORTCUTS];
}
