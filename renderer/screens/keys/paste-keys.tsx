import { useState } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { FieldError } from '../../components/field.tsx';
import { counted } from '../../look/numbers.ts';
import { useCommand } from '../../state/command.ts';
import { parseKeys, type KeyLine } from './parse-keys.ts';
import { SecretLines } from './secret-lines.tsx';

/** Adds keys by paste, many at once. Secrets live in this component only, and are gone once sent. */
export function PasteKeys({ id, onAdded, primary = true }: { id?: string; onAdded?(added: readonly KeyView[]): void; primary?: boolean }) {
  const [lines, setLines] = useState<KeyLine[]>([]);
  const [typed, setTyped] = useState('');
  const [known, setKnown] = useState<readonly string[]>([]);
  const add = useCommand('key.add', true);
  const all = parseKeys([...lines.map((line) => (line.label ? `${line.label}=${line.secret}` : line.secret)), typed].join('\n'));
  const blocked = all.length === 0 ? 'Paste a key first' : all.some((line) => line.reads === 'short') ? 'One line is too short to be a key' : undefined;

  async function submit(): Promise<void> {
    if (blocked !== undefined || add.busy) return;
    const answer = await add.run({ keys: all.map(({ label, secret }) => ({ secret, ...(label ? { label } : {}) })) });
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
