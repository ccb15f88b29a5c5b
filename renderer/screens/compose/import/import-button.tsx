import { FileInput } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { Button } from '../../../components/button.tsx';
import { showToast } from '../../../components/toasts.ts';
import { openDialog } from '../keep/open-dialog.ts';
import type { Wildcards } from '../wildcards/use-wildcards.ts';
import { readBrought } from './read-brought.ts';
import { useBring } from './use-bring.ts';

/** Opens the import, by button or by a file dropped anywhere on the screen. */
export function ImportButton({ wildcards }: { wildcards: Wildcards }) {
  const bring = useBring(wildcards);
  const onDrop = useEffectEvent(async (event: DragEvent) => {
    const file = event.dataTransfer?.files[0];
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    const read = await readBrought(file);
    if (typeof read === 'string') showToast({ glyph: 'failed', title: read, stays: true });
    else if (read) bring(read);
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
    <Button look="ghost" icon={<FileInput size={16} strokeWidth={1.5} aria-hidden />} onClick={() => openDialog({ kind: 'import', brought: null })}>
      Import
    </Button>
  );
}
