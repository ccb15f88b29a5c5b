import { useEffect } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Bring } from '../import/bring.tsx';
import { ImportDialog } from '../import/import-dialog.tsx';
import type { Brought } from '../import/use-import.ts';
import { useBring } from '../import/use-bring.ts';
import type { Composition } from '../use-composition.ts';
import { WildcardsDialog } from '../wildcards/wildcards-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { closeDialog, openDialog, useComposeDialog } from './open-dialog.ts';
import { PresetsDialog } from './presets-dialog.tsx';

/** What is open over Compose. */
export function ComposeDialogs({ composition }: { composition: Composition }) {
  const open = useComposeDialog((state) => state.open);
  const { wildcards, draft } = composition;
  // Who leaves the screen does not find it open when coming back.
  useEffect(() => closeDialog, []);
  switch (open?.kind) {
    case 'history':
      return <HistoryDialog onClose={closeDialog} />;
    case 'presets':
      return <PresetsDialog {...{ draft, wildcards }} onClose={closeDialog} />;
    case 'wildcards':
      return <WildcardsDialog wildcards={wildcards} onClose={closeDialog} />;
    case 'import':
      return <Import brought={open.brought} composition={composition} />;
    default:
      return null;
  }
}

function Import({ brought, composition: { model, form, draft, wildcards } }: { brought: Brought | null; composition: Composition }) {
  const bring = useBring(wildcards);
  const again = () => openDialog({ kind: 'import', brought: null });
  if (model) return <ImportDialog {...{ model, form, draft, brought }} onBring={bring} onAgain={again} onClose={closeDialog} />;
  return (
    <Dialog open onClose={closeDialog} title="Import" className="!w-200">
      {brought ? <p className="text-body text-text-2">Rows become jobs of one model. Choose it first, then bring them again.</p> : <Bring onBring={bring} />}
      <div className="flex justify-end gap-3">
        {brought && <Button onClick={again}>Bring something else</Button>}
        <Button onClick={closeDialog}>Close</Button>
      </div>
    </Dialog>
  );
}
