import { create } from 'zustand';

const STORAGE_NAME = 'abstrakt-companion:library-view';
const LAYOUTS = ['justified', 'square', 'list'] as const;
export type GridLayout = (typeof LAYOUTS)[number];

/** How the library is laid out. Remembered; which stacks are open is not. */
export interface LibraryView {
  layout: GridLayout;
  /** Variations lie in stacks. */
  fold: boolean;
  open: ReadonlySet<string>;
}

export const useLibraryView = create<LibraryView>(() => ({ ...remembered(), open: new Set() }));

export function setLayout(layout: GridLayout): void {
  useLibraryView.setState({ layout });
  remember();
}

/** Lays all variations in stacks, or all beside each other. */
export function setFold(fold: boolean): void {
  useLibraryView.setState({ fold, open: new Set() });
  remember();
}

export function toggleStack(key: string): void {
  useLibraryView.setState(({ open }) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    return { open: next };
  });
}

function remember(): void {
  const { layout, fold } = useLibraryView.getState();
  try {
    localStorage.setItem(STORAGE_NAME, JSON.stringify({ layout, fold }));
  } catch {
    // A full or forbidden storage: the choice holds until the window closes.
  }
}

/** What is not as it should be is as it was at first. */
function remembered(): Pick<LibraryView, 'layout' | 'fold'> {
  const { layout, fold } = stored();
  return { layout: LAYOUTS.find((one) => one === layout) ?? 'justified', fold: fold !== false };
}

function stored(): { layout?: unknown; fold?: unknown } {
  try {
    return Object(JSON.parse(localStorage.getItem(STORAGE_NAME) ?? '{}')) as object;
  } catch {
    return {};
  }
}
