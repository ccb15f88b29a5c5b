import {
  CircleHelp,
  Coins,
  CopyMinus,
  Download,
  FileInput,
  HardDrive,
  Images,
  LockOpen,
  Moon,
  Pause,
  Play,
  Plus,
  RotateCcw,
  FlaskConical,
  ShieldCheck,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { CallInput, CallName } from '../../shared/contract.ts';
import type { BatchView, EngineStatus, KeyView, ModelView } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { Bindings } from '../../shared/shortcuts.ts';
import type { LinkedClient } from '../client/link.ts';
import { keyParts } from '../components/shortcut-words.ts';
import { counted } from '../look/numbers.ts';
import { showErrorToast } from '../state/command.ts';
import { composeAnywhere } from '../screens/compose/compose-commands.ts';
import { openEmptyDraft } from '../screens/compose/draft/draft-store.ts';
import { commandsOfBatch } from '../screens/queue/batch-commands.ts';
import type { Move } from '../screens/queue/order/use-move.ts';
import { commandsOfKey } from '../screens/keys/key-commands.ts';
import { composeWith } from '../screens/compose/draft/reuse.ts';
import { navigate, SCREENS } from '../state/route.ts';
import { showAllAssets, showShelf } from '../screens/library/query/library-query.ts';
import { openIo } from '../screens/library/io/io-dialog.ts';
import type { BatchInFront } from './palette-state.ts';
import { SCREEN_INFO } from './screens.ts';

/** What the palette offers: a verb and its object. */
export interface PaletteCommand {
  verb: string;
  object: string;
  icon: LucideIcon;
  keys?: string;
  run(): void;
}

export interface CommandFacts {
  client: LinkedClient;
  status: EngineStatus;
  batches: readonly BatchView[];
  keys: readonly KeyView[];
  models: readonly ModelView[];
  bindings: Bindings;
  move: Move;
}

/**
 * Everything that can be done now; what cannot be done is not listed. First comes what one is at: the row with the focus, else what the screen
 * in front offers and then its batch.
 */
export function paletteCommands(facts: CommandFacts, offered: readonly PaletteCommand[], front: BatchInFront | null): PaletteCommand[] {
  const own = facts.batches.filter((batch) => batch.id === front?.id).flatMap((batch) => commandsOfBatch(batch, facts.client, facts.move));
  const others = facts.batches.filter((batch) => batch.id !== front?.id);
  return [
    ...(front?.focused ? [...own, ...offered] : [...offered, ...own]),
    ...screenCommands(facts),
    ...queueCommands(facts),
    ...libraryCommands(),
    ...sandboxCommands(facts),
    ...composeCommands(facts),
    ...others.flatMap((batch) => commandsOfBatch(batch, facts.client, facts.move)),
    ...keyCommands(facts),
    ...themeCommands(facts),
  ];
}

function composeCommands({ models }: CommandFacts): PaletteCommand[] {
  const withModel = models.map((model) => ({ verb: 'Compose', object: `with ${model.name}`, icon: SCREEN_INFO.compose.icon, run: () => composeWith(model) }));
  return [{ verb: 'New', object: 'draft', icon: SCREEN_INFO.compose.icon, run: newDraft }, ...composeAnywhere(), ...withModel];
}

function newDraft(): void {
  openEmptyDraft();
  navigate('compose');
}

function screenCommands({ bindings }: CommandFacts): PaletteCommand[] {
  return SCREENS.map((screen) => ({
    verb: 'Go to',
    object: SCREEN_INFO[screen].name,
    icon: SCREEN_INFO[screen].icon,
    keys: keyParts(bindings[`screen-${screen}`]).join(' '),
    run: () => navigate(screen),
  }));
}

function queueCommands({ client, status, batches, bindings }: CommandFacts): PaletteCommand[] {
  const uncertain = batches.reduce((sum, { counts }) => sum + counts.uncertain, 0);
  const keys = keyParts(bindings.pause).join(' ');
  const always: PaletteCommand[] = [
    { verb: 'Add', object: 'keys', icon: Plus, keys: keyParts(bindings['add-keys']).join(' '), run: () => navigate('keys', 'add') },
    { verb: 'See', object: 'what was spent', icon: Coins, keys: keyParts(bindings.spend).join(' '), run: () => navigate('queue', 'spend') },
    ...(uncertain > 0 ? [{ verb: 'Decide', object: counted(uncertain, 'uncertain job'), icon: CircleHelp, run: () => navigate('queue') }] : []),
    ...(status.api.state === 'silent' ? [{ verb: 'Ask', object: 'the API again', icon: RotateCcw, run: () => send(client, 'queue.tryNow', null) }] : []),
  ];
  if (status.paused) return [{ verb: 'Resume', object: 'all', icon: Play, keys, run: () => send(client, 'queue.resume', null) }, ...always];
  return [{ verb: 'Pause', object: 'all', icon: Pause, keys, run: () => send(client, 'queue.pause', null) }, ...always];
}

function libraryCommands(): PaletteCommand[] {
  return [
    { verb: 'Import', object: 'files into the library', icon: FileInput, run: () => openIo({ kind: 'import', files: [] }) },
    {
      verb: 'Export',
      object: 'the whole library',
      icon: Download,
      run: () => openIo({ kind: 'export', what: { filter: {} }, title: 'Export the whole library' }),
    },
    { verb: 'Verify', object: 'the library', icon: ShieldCheck, run: () => openIo({ kind: 'verify' }) },
    { verb: 'Show', object: 'all assets', icon: Images, run: () => inLibrary(showAllAssets) },
    { verb: 'Review', object: 'duplicates', icon: CopyMinus, run: () => inLibrary(() => showShelf({ kind: 'duplicates' })) },
    { verb: 'Show', object: 'the trash', icon: Trash2, run: () => inLibrary(() => showShelf({ kind: 'trash' })) },
    { verb: 'Show', object: 'storage', icon: HardDrive, run: () => inLibrary(() => showShelf({ kind: 'storage' })) },
    { verb: 'Mirror', object: 'the library under readable names', icon: HardDrive, run: () => inLibrary(() => showShelf({ kind: 'storage' })) },
    { verb: 'Move', object: 'the library to another disk', icon: HardDrive, run: () => inLibrary(() => showShelf({ kind: 'storage' })) },
  ];
}

function inLibrary(show: () => void): void {
  show();
  navigate('library');
}

function sandboxCommands({ client, status }: CommandFacts): PaletteCommand[] {
  switch (status.sandbox.state) {
    case 'stopped':
    case 'failed':
      return [{ verb: 'Start', object: 'the sandbox', icon: FlaskConical, run: () => send(client, 'sandbox.start', null) }];
    case 'running':
      return [
        { verb: 'Queue', object: 'the starter batch', icon: FlaskConical, run: () => send(client, 'sandbox.starterBatch', null) },
        { verb: 'Stop', object: 'the sandbox', icon: FlaskConical, run: () => send(client, 'sandbox.stop', null) },
      ];
    default:
      return [];
  }
}

function keyCommands({ client, status, keys }: CommandFacts): PaletteCommand[] {
  const unlock: PaletteCommand[] =
    status.vault.state === 'locked' ? [{ verb: 'Unlock', object: 'the vault', icon: LockOpen, run: () => navigate('keys') }] : [];
  return [...unlock, ...keys.flatMap((key) => commandsOfKey(key, client))];
}

function themeCommands({ client }: CommandFacts): PaletteCommand[] {
  return (['dark', 'light', 'system'] as const).map((theme) => ({
    verb: 'Use',
    object: theme === 'system' ? 'the system’s theme' : `the ${theme} theme`,
    icon: Moon,
    run: () => send(client, 'settings.update', { theme }),
  }));
}

function send<N extends CallName>(client: LinkedClient, name: N, input: CallInput<N>): void {
  client.call(name, input).catch((thrown) => showErrorToast(AppError.from(thrown)));
}
