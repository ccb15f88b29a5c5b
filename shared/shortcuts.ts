/**
 * What can be done by keyboard from anywhere: one table for the page's map, the desktop's menu, and the page on which people choose other keys.
 * A binding is written as tinykeys takes it: modifiers and one key, `$mod+k`, `Shift+p`, `Space`; `$mod` is Ctrl, and Cmd on a Mac.
 */
export const ACTIONS = [
  'palette',
  'compose',
  'pause',
  'screen-compose',
  'screen-queue',
  'screen-keys',
  'screen-library',
  'screen-models',
  'screen-learn',
  'screen-settings',
  'spend',
  'add-keys',
] as const;
export type Action = (typeof ACTIONS)[number];

export type Bindings = Readonly<Record<Action, string>>;

export const USUAL_BINDINGS: Bindings = {
  palette: '$mod+k',
  compose: 'n',
  pause: 'Space',
  'screen-compose': '1',
  'screen-queue': '2',
  'screen-keys': '3',
  'screen-library': '4',
  'screen-models': '5',
  'screen-learn': '6',
  'screen-settings': '7',
  spend: 'Shift+s',
  'add-keys': 'Shift+k',
};

export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  palette: 'Find or do anything',
  compose: 'Compose',
  pause: 'Pause or resume everything',
  'screen-compose': 'Go to Compose',
  'screen-queue': 'Go to Queue',
  'screen-keys': 'Go to Keys',
  'screen-library': 'Go to Library',
  'screen-models': 'Go to Models',
  'screen-learn': 'Go to Learn',
  'screen-settings': 'Go to Settings',
  spend: 'See what was spent',
  'add-keys': 'Add keys',
};

/** The bindings in use: what a person chose, else the usual ones. */
export function bindingsOf(chosen: { readonly [A in Action]?: string | undefined }): Bindings {
  const own = Object.entries(chosen).filter((entry): entry is [Action, string] => entry[1] !== undefined);
  return { ...USUAL_BINDINGS, ...Object.fromEntries(own) };
}

/** Which other action has this binding; null: none. */
export function takenBy(bindings: Bindings, binding: string, except: Action): Action | null {
  return ACTIONS.find((action) => action !== except && bindings[action].toLowerCase() === binding.toLowerCase()) ?? null;
}

/** What of a keyboard event makes a binding. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIERS: readonly string[] = ['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'OS'];
/** They move the focus or close what is open; a screen and a screen reader need them. */
const RESERVED: readonly string[] = ['Tab', 'Escape', 'Enter', 'Backspace', 'Delete', 'Dead', 'Process', 'Unidentified'];

/** The binding that was pressed; null while only modifiers are down, and for keys that everything else needs. */
export function bindingOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  if (MODIFIERS.includes(key) || RESERVED.includes(key) || key.startsWith('Arrow')) return null;
  const name = key === ' ' ? 'Space' : key === '+' ? 'Plus' : key.length === 1 ? key.toLowerCase() : key;
  return [...(ctrlKey || metaKey ? ['$mod'] : []), ...(altKey ? ['Alt'] : []), ...(shiftKey ? ['Shift'] : []), name].join('+');
}

/** A binding as it stands on the keyboard: `['Ctrl', 'K']`. */
export function bindingParts(binding: string, mac: boolean): string[] {
  return binding.split('+').map((part) => (part === '$mod' ? (mac ? '⌘' : 'Ctrl') : part === 'Plus' ? '+' : part.length === 1 ? part.toUpperCase() : part));
}

/** The same as Electron's menus take it: `CmdOrCtrl+K`. */
export function acceleratorOf(binding: string): string {
  return binding
    .split('+')
    .map((part) => (part === '$mod' ? 'CmdOrCtrl' : part.length === 1 ? part.toUpperCase() : part))
    .join('+');
}

/** Without Ctrl, Cmd or Alt it is also something one types. */
export function isTyped(binding: string): boolean {
  return !/\$mod|Alt/.test(binding);
}
