import { closeDialog, openDialog } from '../keep/open-dialog.ts';
import { useOwnFile } from '../files/use-own-file.ts';
import type { Wildcards } from '../wildcards/use-wildcards.ts';
import type { Brought } from './use-import.ts';

/** Takes what is brought: a file of the companion's own opens as a draft, rows go to the import. */
export function useBring(wildcards: Wildcards): (brought: Brought) => void {
  const takeOwn = useOwnFile(wildcards);
  return (brought) => {
    const own = takeOwn(brought);
    if (own === 'taken') closeDialog();
    else openDialog({ kind: 'import', brought: own === 'none' ? brought : own.rows });
  };
}
