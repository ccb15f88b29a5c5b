import { useEffect } from 'react';
import { useClient } from '../../../state/engine.tsx';
import { undoLast } from './undo-steps.ts';

const TYPED_INTO = 'input, textarea, [contenteditable="true"], [role="dialog"], [role="alertdialog"]';

/** Ctrl Z anywhere in the library takes the last step back; boxes keep the browser's own. */
export function useUndoKey(): void {
  const client = useClient();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (event.key.toLowerCase() !== 'z' || (event.target instanceof Element && event.target.closest(TYPED_INTO))) return;
      event.preventDefault();
      void undoLast(client);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [client]);
}
