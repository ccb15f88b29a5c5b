import type { Method } from '../../../../shared/prompt/syntax.ts';
import { Chip } from '../../../components/chip.tsx';
import { Input, TextArea } from '../../../components/input.tsx';
import { Segment } from '../../../components/segment.tsx';
import { MediaLines } from '../media/media-lines.tsx';
import type { VariableField } from './field-values.ts';
import { chosenEntries, entriesOf, toggled } from './entries.ts';

const METHODS = [
  { value: 'all', label: 'all' },
  { value: 'order', label: 'in order' },
  { value: 'random', label: 'random' },
] as const;

export interface VaryControlProps {
  field: VariableField;
  varied: { text: string; method: Method };
  onChange(varied: { text: string; method: Method }): void;
  id: string;
  errorId: string | undefined;
  invalid: boolean;
}

/** Several values for a field: a list or a range to write, choices to tick, or a line each; and how jobs run over them. */
export function VaryControl(props: VaryControlProps) {
  const { field, varied, onChange } = props;
  return (
    <div className="flex flex-wrap items-start gap-2">
      <div className="min-w-40 flex-1">
        <Values {...props} />
      </div>
      <Segment<Method>
        label={`How jobs run over ${field.name}`}
        value={varied.method}
        choices={METHODS}
        onChange={(method) => onChange({ ...varied, method })}
        className="shrink-0"
      />
    </div>
  );
}

function Values({ field, varied, onChange, id, errorId, invalid }: VaryControlProps) {
  const write = (text: string) => onChange({ ...varied, text });
  const shared = { id, invalid, 'aria-describedby': errorId, value: varied.text } as const;
  const entries = entriesOf(field);
  if (entries) return <Choices entries={entries} text={varied.text} label={field.name} onChange={write} />;
  if (field.kind === 'integer' || field.kind === 'number' || field.kind === 'seed') {
    return <Input {...shared} mono placeholder="1..10, or 1, 5, 9, or 0..1 step 0.25" onChange={(event) => write(event.target.value)} />;
  }
  if (field.kind === 'media') return <MediaLines field={field} text={varied.text} onChange={write} {...{ id, errorId, invalid }} />;
  const placeholder = field.kind === 'size' ? '1024x768, 768x1024' : 'a value a line';
  return <TextArea {...shared} rows={3} dir="auto" placeholder={placeholder} onChange={(event) => write(event.target.value)} />;
}

function Choices({ entries, text, label, onChange }: { entries: readonly string[]; text: string; label: string; onChange(text: string): void }) {
  const chosen = chosenEntries(text);
  return (
    <div role="group" aria-label={`Values of ${label}`} className="flex min-h-7 flex-wrap items-center gap-1.5">
      {entries.map((entry) => (
        <Chip key={entry} chosen={chosen.includes(entry)} onClick={() => onChange(toggled(entries, chosen, entry))}>
          {entry}
        </Chip>
      ))}
    </div>
  );
}
