import { Redo2, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../../../components/button.tsx';
import { activeTab } from './desk.ts';
import { redo, undo, useDesk } from './draft-store.ts';

/** Steps back and forth through the draft, by button or Ctrl+Z and Ctrl+Shift+Z anywhere in its form. */
export function UndoButtons() {
  const back = useDesk((desk) => activeTab(desk).past.length > 0);
  const forth = useDesk((desk) => activeTab(desk).future.length > 0);
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <IconButton
        label="Undo"
        icon={<Undo2 size={16} aria-hidden />}
        disabledBecause={back ? undefined : 'Nothing to undo'}
        onClick={undo}
        aria-keyshortcuts="Control+Z Meta+Z"
      />
      <IconButton
        label="Redo"
        icon={<Redo2 size={16} aria-hidden />}
        disabledBecause={forth ? undefined : 'Nothing to redo'}
        onClick={redo}
        aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
      />
    </>
  );
}

/** Other boxes (a search, a dialog) keep the browser's own undo. */
function onKey(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
  const target = event.target;
  const typing = target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
  if (typing && !target.closest('[data-draft]')) return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) redo();
  else undo();
}
