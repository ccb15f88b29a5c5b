import { Plus, Upload } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { counted } from '../../../look/numbers.ts';
import { listLines } from '../../../../shared/prompt/lists.ts';
import { showErrorToast } from '../../../state/command.ts';
import { AppError } from '../../../../shared/errors.ts';
import { useClient } from '../../../state/engine.tsx';
import { freeName, readListFiles } from './list-files.ts';
import type { Wildcards } from './use-wildcards.ts';
import { WildcardForm } from './wildcard-form.tsx';

/** The user's lists: make, edit, rename, remove, and take in text files, by button or drop. */
export function WildcardsDialog({ wildcards, onClose }: { wildcards: Wildcards; onClose(): void }) {
  const { all } = wildcards;
  const [chosen, setChosen] = useState<string | null>(all[0]?.name ?? null);
  const shown = all.find(({ name }) => name === chosen) ?? null;
  const take = useTaking(wildcards, setChosen);
  const picker = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take([...event.dataTransfer.files]);
  };
  return (
    <Dialog open onClose={onClose} title="Wildcards" className="!w-190">
      <div className="flex min-h-0 flex-col gap-3" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p className="text-body text-text-2">
          A list is drawn on with its name between two underscores on each side: <span className="mono">__animal__</span>. A value a line; a line may hold
          choices and other lists. Text files can be dropped here.
        </p>
        <div className="grid h-96 min-h-0 grid-cols-[200px_minmax(0,1fr)] gap-4">
          <div className="flex min-h-0 flex-col gap-2">
            <ul aria-label="Lists" className="min-h-0 flex-1 overflow-y-auto rounded-control bg-well py-1 inset-ring inset-ring-line-2">
              {all.map(({ name, text }) => (
                <li key={name}>
                  <button
                    type="button"
                    aria-current={name === shown?.name || undefined}
                    onClick={() => setChosen(name)}
                    className={cx(
                      'focus-inside flex h-7 w-full items-center gap-2 px-2.5 text-left text-body',
                      name === shown?.name ? 'bg-control-hi text-text' : 'text-text-2 hover:bg-control',
                    )}
                  >
                    <span className="mono min-w-0 flex-1 truncate text-small">{name}</span>
                    <span className="mono text-label text-text-3">{listLines(text).length}</span>
                  </button>
                </li>
              ))}
              {all.length === 0 && <li className="px-2.5 py-1 text-small text-text-3">No list yet</li>}
            </ul>
            <div className="flex gap-2">
              <Button size="small" icon={<Plus size={12} aria-hidden />} onClick={() => setChosen(null)}>
                New list
              </Button>
              <Button size="small" icon={<Upload size={12} aria-hidden />} onClick={() => picker.current?.click()}>
                From files
              </Button>
              <input
                ref={picker}
                type="file"
                accept=".txt,text/plain"
                multiple
                aria-label="Text files with lists"
                className="hidden"
                onChange={(event) => void take([...(event.target.files ?? [])])}
              />
            </div>
          </div>
          <WildcardForm
            key={shown?.name ?? ''}
            shown={shown}
            suggested={freeName(all, 'list')}
            onDone={async (name) => (await wildcards.refresh(), setChosen(name))}
          />
        </div>
        <div className="flex items-center justify-between">
          <span className="text-small text-text-3">{counted(all.length, 'list')}</span>
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Files become lists named as they are; a list of the same name is replaced. */
function useTaking({ refresh }: Wildcards, show: (name: string) => void): (files: readonly File[]) => Promise<void> {
  const client = useClient();
  return async (files) => {
    try {
      const lists = await readListFiles(files);
      for (const list of lists) await client.call('wildcard.put', list);
      await refresh();
      if (lists[0]) show(lists[0].name);
    } catch (error) {
      showErrorToast(AppError.from(error));
    }
  };
}
