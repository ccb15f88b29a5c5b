import { useState } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { Input } from '../../components/input.tsx';
import { useCommand } from '../../state/command.ts';
import { useKeys } from '../../state/lists.ts';

/** Keys that carry the same name here share one account's allowance. */
export function AccountField({ keyView: key }: { keyView: KeyView }) {
  const update = useCommand('key.update');
  const set = key.account ?? '';
  const [name, setName] = useState(set);
  const others = useKeys().filter((other) => other.id !== key.id && other.account !== null && other.account === key.account);
  const keep = () => {
    if (name.trim() !== set) void update.run({ id: key.id, account: name.trim() || null });
  };
  return (
    <Field
      label="Account"
      hint={
        <span className="plain">
          {others.length > 0 ? `shares its limits with ${others.map((other) => other.label).join(', ')}` : 'keys of one account share limits'}
        </span>
      }
    >
      {({ id }) => (
        <Input
          id={id}
          maxLength={60}
          value={name}
          placeholder="its own"
          onChange={(event) => setName(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            if (event.key === 'Escape') setName(set);
          }}
        />
      )}
    </Field>
  );
}

/** Its answers look as if it shared another key's allowance: one click groups them. */
export function AccountSuggestion({ keyView: key }: { keyView: KeyView }) {
  const update = useCommand('key.update');
  const other = useKeys().find((one) => one.id === key.accountSuggestion?.withKeyId);
  if (!key.accountSuggestion || !other) return null;
  async function group(with_: KeyView): Promise<void> {
    const account = with_.account ?? with_.label;
    if (with_.account === null && !(await update.run({ id: with_.id, account }))) return;
    await update.run({ id: key.id, account });
  }
  return (
    <section aria-label="Account" className="flex items-center gap-3 border-b border-l-3 border-b-line border-l-wait bg-panel py-2 pr-6 pl-3">
      <Glyph name="waiting" />
      <p className="min-w-0 flex-1 text-body text-text">
        {key.label} and {other.label} look like keys of one account. {key.accountSuggestion.why}
      </p>
      <Button busy={update.busy} onClick={() => void group(other)}>
        Group 2 keys
      </Button>
    </section>
  );
}
