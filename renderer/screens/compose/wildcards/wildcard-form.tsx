import { useState } from 'react';
import type { WildcardView } from '../../../../shared/contract.ts';
import { wildcardName } from '../../../../shared/contract/compose-calls.ts';
import { listLines, parseLine } from '../../../../shared/prompt/lists.ts';
import { Button } from '../../../components/button.tsx';
import { confirm } from '../../../components/confirm.tsx';
import { Field, FieldError } from '../../../components/field.tsx';
import { Input, TextArea } from '../../../components/input.tsx';
import { counted } from '../../../look/numbers.ts';
import { useCommand } from '../../../state/command.ts';

export interface WildcardFormProps {
  /** null: a new one. */
  shown: WildcardView | null;
  suggested: string;
  /** After it was kept under this name, or removed: null. */
  onDone(name: string | null): Promise<void>;
}

/** One list: its name and its lines. */
export function WildcardForm({ shown, suggested, onDone }: WildcardFormProps) {
  const [name, setName] = useState(shown?.name ?? suggested);
  const [text, setText] = useState(shown?.text ?? '');
  const put = useCommand('wildcard.put', true);
  const remove = useCommand('wildcard.remove');
  const misnamed = wildcardName.safeParse(name).error?.issues[0]?.message;
  const mistake = firstMistake(text);
  const same = shown !== null && shown.name === name && shown.text === text;
  async function keep(): Promise<void> {
    const kept = await put.run({ name, text, ...(shown ? { was: shown.name } : {}) });
    if (kept) await onDone(kept.name);
  }
  async function drop({ name: doomed, text: lines }: WildcardView): Promise<void> {
    const hits = [{ glyph: 'cancelled', words: 'lines of this list', count: `${listLines(lines).length}` }] as const;
    if (!(await confirm({ title: `Remove the list ${doomed}?`, hits, action: 'Remove the list', keep: 'Keep it', danger: true }))) return;
    if ((await remove.run({ name: doomed })) !== undefined) await onDone(null);
  }
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <Field label="Name" error={misnamed ?? put.error?.message}>
        {({ id, errorId }) => (
          <Input
            id={id}
            mono
            value={name}
            invalid={misnamed !== undefined || put.error !== null}
            aria-describedby={errorId}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <TextArea
        mono
        dir="auto"
        aria-label="Values, a line each"
        placeholder={'red fox\nsnowy owl\n2::lynx'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="min-h-0 flex-1 [&_textarea]:!text-body"
      />
      {mistake && <FieldError>{mistake}</FieldError>}
      <div className="flex items-center gap-2">
        <span className="flex-1 text-small text-text-3">{counted(listLines(text).length, 'value')}</span>
        {shown && (
          <Button size="small" look="danger" onClick={() => void drop(shown)}>
            Remove the list
          </Button>
        )}
        <Button size="small" busy={put.busy} disabledBecause={same ? 'Nothing has changed' : misnamed} onClick={() => void keep()}>
          Save the list
        </Button>
      </div>
    </div>
  );
}

function firstMistake(text: string): string | null {
  for (const line of listLines(text)) {
    const { mistake } = parseLine(line);
    if (mistake !== null) return `“${line.slice(0, 40)}”: ${mistake}`;
  }
  return null;
}
