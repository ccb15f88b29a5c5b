import { useEffect } from 'react';
import { AppError } from '../../shared/errors.ts';
import { showErrorToast } from '../state/command.ts';
import { useEngineAccess, type EngineAccess } from '../state/engine.tsx';
import { navigate, SCREENS } from '../state/route.ts';
import { openPalette } from './palette-state.ts';

/** The shortcuts of the frame. Screens come first: what they handled (`preventDefault`) is left alone. */
export function useShortcuts(): void {
  const access = useEngineAccess();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (handle(event, access)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [access]);
}

function handle(event: KeyboardEvent, access: EngineAccess): boolean {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
    openPalette();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return false;
  const screen = /^[1-7]$/.test(event.key) ? SCREENS[Number(event.key) - 1] : undefined;
  if (screen) {
    navigate(screen);
    return true;
  }
  if (event.key === 'n') {
    navigate('compose');
    return true;
  }
  if (event.key === ' ' && !isControl(event.target)) {
    togglePause(access);
    return true;
  }
  return false;
}

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
