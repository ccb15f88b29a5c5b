import { Search } from 'lucide-react';
import { Kbd } from '../components/kbd.tsx';
import { useKeysOf } from '../components/shortcut-words.ts';
import { actionsSlot, titleSlot } from '../components/title-slots.ts';
import { Mark } from './mark.tsx';
import { openPalette } from './palette-state.ts';

/** 40 px. In the desktop it is the window's handle; the system draws its controls over the room left for them. */
export function TitleBar() {
  return (
    <header className="drag-window title-bar flex h-10 min-w-0 shrink-0 items-center border-b border-line bg-bg">
      <div className="flex h-full w-12 shrink-0 items-center justify-center mid:w-16">
        <Mark />
      </div>
      <div ref={titleSlot} className="flex h-full min-w-0 flex-1 items-center" />
      <div ref={actionsSlot} className="no-drag flex shrink-0 items-center gap-2 px-3" />
      <PaletteField />
    </header>
  );
}

function PaletteField() {
  const keys = useKeysOf('palette');
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-keyshortcuts={keys.replaceAll(' ', '+').replace('Ctrl', 'Control').replace('⌘', 'Meta')}
      className="no-drag mr-3 flex h-7 w-56 shrink-0 items-center gap-2 rounded-control bg-panel px-2.5 text-body text-text-3 inset-ring inset-ring-line transition-colors hover:inset-ring-line-2 hover:text-text-2 mid:w-90"
    >
      <Search size={14} aria-hidden />
      <span className="flex-1 text-left">Find or do anything</span>
      <Kbd keys={keys} />
    </button>
  );
}
