import { useState } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
import { readCredits } from '../../components/budget-field.tsx';
import { Button } from '../../components/button.tsx';
import { Field, FieldError } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { counted } from '../../look/numbers.ts';
import { useCommand } from '../../state/command.ts';
import { ColourChoice } from './colour-choice.tsx';
import { parseKeys, type KeyLine } from './parse-keys.ts';
import { SecretLines } from './secret-lines.tsx';

/** Adds keys by paste, many at once. Secrets live in this component only, and are gone once sent. */
export function PasteKeys({ id, onAdded, primary = true }: { id?: string; onAdded?(added: readonly KeyView[]): void; primary?: boolean }) {
  const [lines, setLines] = useState<KeyLine[]>([]);
  const [typed, setTyped] = useState('');
  const [known, setKnown] = useState<readonly string[]>([]);
  const [labels, setLabels] = useState('');
  const [colour, setColour] = useState<number | null>(null);
  const [ceiling, setCeiling] = useState('');
  const add = useCommand('key.add', true);
  const all = parseKeys([...lines.map((line) => (line.label ? `${line.label}=${line.secret}` : line.secret)), typed].join('\n'));
  const budget = readCredits(ceiling);
  const blocked = blockedBecause(all, budget);

  const words = labels
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  const dress = {
    ...(words.length > 0 ? { labels: words } : {}),
    ...(colour === null ? {} : { colour }),
    ...(typeof budget === 'number' ? { creditBudget: { credits: budget } } : {}),
  };

  async function submit(): Promise<void> {
    if (blocked !== undefined || add.busy) return;
    const answer = await add.run({ keys: all.map(({ label, secret }) => ({ secret, ...(label ? { label } : {}), ...dress })) });
    if (!answer) return;
    setLines([]);
    setTyped('');
    setKnown(answer.known);
    onAdded?.(answer.added);
  }

  return (
    <div className="flex flex-col gap-2.5">
      <SecretLines
        {...(id ? { id } : {})}
        lines={lines}
        typed={typed}
        onLines={setLines}
        onTyped={setTyped}
        onSubmit={() => void submit()}
        disabled={add.busy}
      />
      {all.length > 0 && (
        <div className="flex flex-wrap items-end gap-4">
          <Field label={all.length > 1 ? 'Labels for all of them' : 'Labels'} hint={<span className="plain">with commas between</span>}>
            {({ id: labelsId }) => (
              <Input id={labelsId} value={labels} placeholder="studio, night" onChange={(event) => setLabels(event.target.value)} className="w-55" />
            )}
          </Field>
          <Field label="Colour" hint={<span className="plain">{colour === null ? 'the next free one' : ''}</span>}>
            {({ id: colourId }) => <ColourChoice id={colourId} value={colour ?? -1} onChange={setColour} />}
          </Field>
          <Field label={all.length > 1 ? 'Credit budget of each' : 'Credit budget'} error={budget === 'wrong' ? 'A number of credits, or nothing' : undefined}>
            {({ id: budgetId, errorId }) => (
              <Input
                id={budgetId}
                mono
                inputMode="decimal"
                aria-describedby={errorId}
                invalid={budget === 'wrong'}
                value={ceiling}
                placeholder="no ceiling"
                trailing="credits"
                onChange={(event) => setCeiling(event.target.value)}
                className="w-44"
              />
            )}
          </Field>
        </div>
      )}
      {add.error && <FieldError>{add.error.message}</FieldError>}
      {known.length > 0 && <p className="text-small text-text-2">Known already, not added again: {known.join(', ')}</p>}
      <div className="flex items-center gap-3">
        <Button look={primary ? 'primary' : 'default'} busy={add.busy} disabledBecause={blocked} onClick={() => void submit()}>
          Add {all.length === 0 ? 'keys' : counted(all.length, 'key')}
        </Button>
        <span className="text-small text-text-3">
          {all.length > 1 ? `costs ${counted(all.length, 'request')}: they tell the plans` : 'costs 1 request: it tells the plan'}
        </span>
      </div>
    </div>
  );
}

function blockedBecause(lines: readonly KeyLine[], budget: ReturnType<typeof readCredits>): string | undefined {
  if (lines.length === 0) return 'Paste a key first';
  if (lines.some((line) => line.reads === 'short')) return 'One line is too short to be a key';
  return budget === 'wrong' ? 'The credit budget is not a number' : undefined;
}
