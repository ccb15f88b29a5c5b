import { FileInput } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { showToast } from '../../../components/toasts.ts';
import type { Composition } from '../use-composition.ts';
import { ImportDialog } from './import-dialog.tsx';
import { readBrought } from './read-brought.ts';
import type { Brought } from './use-import.ts';

/** Opens the import, by button or by a file dropped anywhere on the screen. */
export function ImportButton({ model, form, draft }: Pick<Composition, 'model' | 'form' | 'draft'>) {
  const [open, setOpen] = useState<{ dropped: Brought | null } | null>(null);
  const onDrop = useEffectEvent(async (event: DragEvent) => {
    const file = event.dataTransfer?.files[0];
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    const read = await readBrought(file);
    if (typeof read === 'string') showToast({ glyph: 'failed', title: read, stays: true });
    else if (read && model) setOpen({ dropped: read });
    else if (read) showToast({ glyph: 'waiting', title: 'Choose a model first, then drop the file again' });
  });
  useEffect(() => {
    const drop = (event: DragEvent) => void onDrop(event);
    const over = (event: DragEvent) => event.dataTransfer?.types.includes('Files') && event.preventDefault();
    window.addEventListener('drop', drop);
    window.addEventListener('dragover', over);
    return () => {
      window.removeEventListener('drop', drop);
      window.removeEventListener('dragover', over);
    };
  }, []);
  return (
    <>
      <Button
        look="ghost"
        icon={<FileInput size={16} strokeWidth={1.5} aria-hidden />}
        disabledBecause={model ? undefined : 'Choose a model first'}
        onClick={() => setOpen({ dropped: null })}
      >
        Import
      </Button>
      {open && model && <ImportDialog {...{ model, form, draft }} dropped={open.dropped} onClose={() => setOpen(null)} />}
    </>
  );
}
