import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { readTags } from './presets.ts';

export interface PresetFormProps {
  name: string;
  tags: readonly string[];
  /** What pressing the button does: `Save the draft`. */
  action: string;
  onDone(name: string, tags: string[]): void;
  onCancel?: () => void;
}

/** A name and tags. */
export function PresetForm({ name, tags, action, onDone, onCancel }: PresetFormProps) {
  const [typed, setTyped] = useState(name);
  const [tagText, setTagText] = useState(tags.join(', '));
  return (
    <form
      className="flex items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onDone(typed.trim(), readTags(tagText));
      }}
    >
      <Field label="Name of the preset" className="flex-1">
        {({ id }) => <Input id={id} dir="auto" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
      <Field label="Tags" className="w-48">
        {({ id }) => <Input id={id} dir="auto" placeholder="portrait, winter" value={tagText} onChange={(event) => setTagText(event.target.value)} />}
      </Field>
      <Button type="submit" disabledBecause={typed.trim() === '' ? 'Give it a name first' : undefined}>
        {action}
      </Button>
      {onCancel && (
        <Button look="ghost" onClick={onCancel}>
          Back
        </Button>
      )}
    </form>
  );
}
