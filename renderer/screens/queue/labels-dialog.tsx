import { useState } from 'react';
import type { BatchView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { counted } from '../../look/numbers.ts';
import { useCommand } from '../../state/command.ts';
import { useKeys } from '../../state/lists.ts';

/** Which keys may take a batch's jobs: those with one of the chosen labels, or any. */
export function LabelsDialog({ batch, onClose }: { batch: BatchView; onClose(): void }) {
  const keys = useKeys();
  const [chosen, setChosen] = useState<readonly string[]>(batch.labels);
  const setLabels = useCommand('batch.setLabels');
  const known = [...new Set([...keys.flatMap((key) => key.labels), ...batch.labels])].toSorted((one, other) => one.localeCompare(other));
  const fit = keys.filter((key) => chosen.length === 0 || chosen.some((label) => key.labels.includes(label)));
  const same = chosen.length === batch.labels.length && chosen.every((label) => batch.labels.includes(label));

  async function run(): Promise<void> {
    if ((await setLabels.run({ id: batch.id, labels: [...chosen] })) !== undefined) onClose();
  }

  return (
    <Dialog open onClose={onClose} title={`Which keys take ${batch.name}?`}>
      {known.length === 0 ? (
        <p className="text-body text-text-2">No key carries a label yet. Give keys labels under Keys; then a batch can be bound to them.</p>
      ) : (
        <fieldset aria-label="Labels" className="flex flex-wrap gap-2">
          {known.map((label) => (
            <Chip
              key={label}
              chosen={chosen.includes(label)}
              onClick={() => setChosen(chosen.includes(label) ? chosen.filter((other) => other !== label) : [...chosen, label])}
            >
              {label}
            </Chip>
          ))}
        </fieldset>
      )}
      <p className="text-body text-text-2">
        {chosen.length === 0
          ? 'Any key takes its jobs'
          : fit.length === 0
            ? 'No key carries one of these: its jobs would wait'
            : `${counted(fit.length, 'key')}: ${fit.map((key) => key.label).join(', ')}`}
        . Jobs at the API stay with the key they have.
      </p>
      <div className="flex items-center justify-between gap-3">
        <Button look="primary" busy={setLabels.busy} disabledBecause={same ? 'As it is' : undefined} onClick={() => void run()}>
          Move {counted(batch.counts.queued, 'queued job')}
        </Button>
        <Button onClick={onClose}>Leave as it is</Button>
      </div>
    </Dialog>
  );
}
