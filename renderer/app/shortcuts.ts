import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { AppError } from '../../shared/errors.ts';
import { ACTIONS, type Action, bindingsOf, isTyped } from '../../shared/shortcuts.ts';
import { showErrorToast } from '../state/command.ts';
import { useEngine, useEngineAccess, type EngineAccess } from '../state/engine.tsx';
import { navigate } from '../state/route.ts';
import { openPalette } from './palette-state.ts';

/** The shortcuts of the frame, as the settings have them. Screens come first: what they handled (`preventDefault`) is left alone. */
export function useShortcuts(): void {
  const access = useEngineAccess();
  const chosen = useEngine((state) => state.settings?.shortcuts);
  useEffect(() => {
    const bindings = bindingsOf(chosen ?? {});
    const handlers = ACTIONS.map((action) => [asMapped(bindings[action]), (event: KeyboardEvent) => onPress(action, bindings[action], event, access)] as const);
    return tinykeys(window, Object.fromEntries(handlers), { ignore: (event) => event.defaultPrevented || event.isComposing });
  }, [access, chosen]);
}

/** A plus stands between the parts of a binding, so the key itself is written as a pattern. */
function asMapped(binding: string): string {
  return binding.replace(/Plus$/, '(\\+)');
}

function onPress(action: Action, binding: string, event: KeyboardEvent, access: EngineAccess): void {
  if (isTyped(binding) && isTaken(event.target)) return;
  if (binding === 'Space' && isControl(event.target)) return;
  event.preventDefault();
  DO[action](access);
}

const DO: Readonly<Record<Action, (access: EngineAccess) => void>> = {
  palette: openPalette,
  compose: () => navigate('compose'),
  pause: togglePause,
  'screen-compose': () => navigate('compose'),
  'screen-queue': () => navigate('queue'),
  'screen-keys': () => navigate('keys'),
  'screen-library': () => navigate('library'),
  'screen-models': () => navigate('models'),
  'screen-learn': () => navigate('learn'),
  'screen-settings': () => navigate('settings'),
  spend: () => navigate('queue', 'spend'),
  'add-keys': () => navigate('keys', 'add'),
};

function togglePause({ client, store }: EngineAccess): void {
  const paused = store.getState().status?.paused;
  if (paused === undefined) return;
  client.call(paused ? 'queue.resume' : 'queue.pause', null).catch((thrown) => showErrorToast(AppError.from(thrown)));
}

/** Where keys are text, or belong to something open above the screen. */
function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null
  );
}

/** Where Space presses something. */
function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a, summary, video, audio, [role="button"], [role="radio"], [role="row"], [role="gridcell"], [role="switch"], [tabindex="0"]') !==
      null
  );
}
