import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Kbd } from '../components/kbd.tsx';
import { useBindings } from '../components/shortcut-words.ts';
import { useClient, useEngine } from '../state/engine.tsx';
import { useMove } from '../screens/queue/order/use-move.ts';
import { useBatches, useKeys, useModels } from '../state/lists.ts';
import { paletteCommands, type PaletteCommand } from './commands.tsx';
import { useOffered } from './offered.ts';
import { closePalette, usePaletteOpen } from './palette-state.ts';
import { narrowed } from './palette-match.ts';

/** More than anybody walks down; the rest comes by typing. */
const MOST_ROWS = 60;

/** 640 wide in the top third: every command, narrowed as one types. */
export function Palette() {
  const open = usePaletteOpen((state) => state.open);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && closePalette()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-well/60" />
        <Dialog.Popup
          aria-label="Find or do anything"
          className="fixed top-[16vh] left-1/2 z-30 flex w-160 max-w-[calc(100vw-48px)] -translate-x-1/2 flex-col overflow-hidden rounded-panel bg-raised shadow-float outline-none"
        >
          <PaletteList />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList() {
  const commands = useCommands();
  const [typed, setTyped] = useState('');
  const found = useMemo(() => narrowed(commands, typed), [commands, typed]);
  const shown = useMemo(() => found.slice(0, MOST_ROWS), [found]);
  return (
    <Autocomplete.Root
      open
      inline
      items={shown}
      filter={null}
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={words}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex h-11 items-center gap-3 border-b border-line px-4">
        <Search size={16} aria-hidden className="shrink-0 text-text-2" />
        <Autocomplete.Input
          aria-label="Find or do anything"
          placeholder="Find or do anything"
          className="h-full flex-1 bg-transparent text-title text-text outline-none placeholder:text-text-3"
        />
      </div>
      <Autocomplete.Empty className="empty:hidden px-4 py-3 text-body text-text-2">Nothing of that name. Try a screen, a batch or a key.</Autocomplete.Empty>
      <Autocomplete.List className="max-h-[min(432px,50vh)] overflow-y-auto outline-none">
        {(command: PaletteCommand, at: number) => <Row key={`${at} ${words(command)}`} command={command} />}
      </Autocomplete.List>
      <div className="flex h-8 items-center gap-3 border-t border-line px-4 text-label text-text-3">
        <span>↵ do it</span>
        <span>Esc close</span>
        <span className="mono ml-auto">
          {found.length} of {commands.length}
          {found.length > shown.length && `, first ${shown.length} shown`}
        </span>
      </div>
    </Autocomplete.Root>
  );
}

function Row({ command }: { command: PaletteCommand }) {
  const { icon: Icon } = command;
  return (
    <Autocomplete.Item
      value={command}
      onClick={() => {
        closePalette();
        command.run();
      }}
      className="flex h-9 items-center gap-3 px-4 text-body outline-none data-highlighted:bg-control"
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden className="shrink-0 text-text-2" />
      <span className="min-w-0 flex-1 truncate">
        <span className="text-text">{command.verb}</span> <span className="text-text-2">{command.object}</span>
      </span>
      {command.keys && <Kbd keys={command.keys} />}
    </Autocomplete.Item>
  );
}

function useCommands(): readonly PaletteCommand[] {
  const client = useClient();
  const status = useEngine((state) => state.status);
  const batches = useBatches();
  const keys = useKeys();
  const bindings = useBindings();
  const models = useModels();
  const offered = useOffered();
  const move = useMove();
  const front = usePaletteOpen((state) => state.batch);
  return useMemo(
    () => (status ? paletteCommands({ client, status, batches, keys, models, bindings, move }, offered, front) : []),
    [offered, front, client, status, batches, keys, models, bindings, move],
  );
}

function words(command: PaletteCommand): string {
  return `${command.verb} ${command.object}`;
}
