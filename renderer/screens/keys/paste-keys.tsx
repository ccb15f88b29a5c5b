import { useState } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
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
  const add = useCommand('key.add', true);
  const all = parseKeys([...lines.map((line) => (line.label ? `${line.label}=${line.secret}` : line.secret)), typed].join('\n'));
  const blocked = all.length === 0 ? 'Paste a key first' : all.some((line) => line.reads === 'short') ? 'One line is too short to be a key' : undefined;

  const words = labels
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  const dress = { ...(words.length > 0 ? { labels: words } : {}), ...(colour === null ? {} : { colour }) };

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
