import { Input, TextArea } from '../../../components/input.tsx';
import { Segment } from '../../../components/segment.tsx';
import { Select } from '../../../components/select.tsx';
import { Switch } from '../../../components/switch.tsx';
import type { BooleanField, EnumField, TextField } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';
import type { ControlProps } from './control-props.ts';

/** Values other than text (a field that takes several shapes) show as their JSON. */
function shownText(value: Json | undefined | null): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function TextControl({ field, value, onChange, id, errorId, invalid, label }: ControlProps<TextField>) {
  const shared = {
    id,
    invalid,
    dir: 'auto',
    'aria-label': label,
    'aria-describedby': errorId,
    value: shownText(value),
    placeholder: shownText(field.fallback),
  } as const;
  if (field.long) return <TextArea {...shared} rows={2} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />;
  return <Input {...shared} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />;
}

export function BooleanControl({ field, value, onChange }: ControlProps<BooleanField>) {
  const on = typeof value === 'boolean' ? value : field.fallback === true;
  return (
    <div className="flex h-7 items-center">
      <Switch checked={on} onChange={onChange}>
        {on ? 'yes' : 'no'}
      </Switch>
    </div>
  );
}

/** What fits beside each other, in letters. */
const SEGMENT_LETTERS = 28;

export function EnumControl({ field, value, onChange, id, invalid, label }: ControlProps<EnumField>) {
  const shown = field.options.findIndex((option) => option.value === (value ?? field.fallback));
  const choices = field.options.map((option, at) => ({ value: String(at), label: option.label }));
  const choose = (at: string) => onChange(field.options[Number(at)]?.value);
  const chosen = shown < 0 ? '' : String(shown);
  if (choices.length <= 4 && choices.reduce((sum, choice) => sum + choice.label.length + 2, 0) <= SEGMENT_LETTERS) {
    return <Segment label={label ?? field.name} value={chosen} choices={choices} onChange={choose} />;
  }
  return <Select id={id} {...(label ? { label } : {})} value={chosen} choices={choices} onChange={choose} invalid={invalid} />;
}
