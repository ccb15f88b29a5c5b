/** The shortcuts as people read them. Handled in `app/shortcuts.ts` and in the screens named. */
export interface ShortcutWords {
  does: string;
  keys: readonly string[];
  /** Among the four shown on the first run. */
  first?: boolean;
}

export const SHORTCUTS: readonly ShortcutWords[] = [
  { does: 'Find or do anything', keys: ['Ctrl', 'K'], first: true },
  { does: 'Queue what is composed', keys: ['Ctrl', '↵'], first: true },
  { does: 'Pause, resume', keys: ['Space'], first: true },
  { does: 'Go to a screen', keys: ['1', '…', '7'], first: true },
  { does: 'Compose', keys: ['N'] },
  { does: 'Move along a list', keys: ['↑', '↓'] },
  { does: 'Open what is chosen', keys: ['↵'] },
  { does: 'Close what is open beside a list', keys: ['Esc'] },
];
