import { Input } from '../../../components/input.tsx';
import { Segment } from '../../../components/segment.tsx';
import { Select } from '../../../components/select.tsx';
import { presetLabel, presetRatio } from '../schema/controls.ts';
import type { SizeField } from '../schema/field.ts';
import { isObject, type Json } from '../schema/json.ts';
import type { ControlProps } from './control-props.ts';
import { numberText, readNumber } from './number-text.ts';

/** More presets than this go into a list. */
const IN_SIGHT = 5;
const CUSTOM = 'custom size';

/** A size: named ones by their outline, and width by height where the model takes them. */
export function SizeControl(props: ControlProps<SizeField>) {
  const { field, value, onChange } = props;
  const shown = value ?? field.fallback ?? undefined;
  const box = isObject(shown) ? shown : null;
  if (field.presets.length === 0) return <Box {...props} box={box ?? {}} />;
  const chosen = box ? CUSTOM : typeof shown === 'string' ? shown : '';
  const choose = (next: string) => onChange(next === CUSTOM ? { width: 1024, height: 1024 } : next);
  return (
    <div className="flex flex-wrap gap-2">
      <Presets {...props} chosen={chosen} onChoose={choose} />
      {box && <Box {...props} box={box} />}
    </div>
  );
}

function Presets({ field, id, invalid, chosen, onChoose }: ControlProps<SizeField> & { chosen: string; onChoose(next: string): void }) {
  const names = field.custom ? [...field.presets, CUSTOM] : field.presets;
  if (names.length > IN_SIGHT) {
    return (
      <Select
        id={id}
        value={chosen}
        invalid={invalid}
        choices={names.map((value) => ({ value, label: value }))}
        onChange={onChoose}
        className="min-w-40 flex-1"
      />
    );
  }
  return (
    <Segment
      label={field.name}
      value={chosen}
      choices={names.map((value) => ({ value, label: <Named name={value} /> }))}
      onChange={onChoose}
      className="flex-1"
    />
  );
}

function Named({ name }: { name: string }) {
  const ratio = presetRatio(name);
  const scale = ratio === null ? null : Math.max(ratio, 1);
  return (
    <>
      {ratio !== null && scale !== null && (
        <span aria-hidden className="rounded-[1px] border border-current" style={{ width: (12 * ratio) / scale, height: 12 / scale }} />
      )}
      {presetLabel(name)}
    </>
  );
}

function Box({ field, id, invalid, errorId, onChange, box }: ControlProps<SizeField> & { box: { readonly [name: string]: unknown } }) {
  const side = (name: 'width' | 'height') => (
    <Input
      id={name === 'width' ? id : undefined}
      aria-label={`${field.name}, ${name}`}
      aria-describedby={errorId}
      mono
      inputMode="numeric"
      className="w-24"
      invalid={invalid}
      value={numberText(box[name] as Json)}
      onChange={(event) => onChange({ ...box, [name]: readNumber(event.target.value) ?? '' } as Json)}
      trailing="px"
    />
  );
  return (
    <div className="flex items-center gap-1.5">
      {side('width')}
      <span className="text-text-3">×</span>
      {side('height')}
    </div>
  );
}
