import type { CallOutput } from '../../../../shared/contract.ts';
import { Select } from '../../../components/select.tsx';
import type { ImportState } from './use-import.ts';
import { withTarget } from './mapping.ts';

const NOWHERE = '';

/** Each column with its first values, and the field it goes to. */
export function ColumnsTable({
  read,
  mapping,
  targets,
  onMap,
}: {
  read: CallOutput<'import.read'>;
  mapping: ImportState['mapping'];
  targets: readonly string[];
  onMap: ImportState['map'];
}) {
  const choices = [{ value: NOWHERE, label: 'leave it out' }, ...targets.map((value) => ({ value, label: value }))];
  return (
    <ul aria-label="Columns" className="flex max-h-44 flex-col overflow-y-auto rounded-control inset-ring inset-ring-line">
      {read.columns.map(({ name, samples }) => (
        <li key={name} className="flex min-h-9 items-center gap-3 border-b border-line px-3 last:border-b-0">
          <span className="mono w-36 shrink-0 truncate text-small text-text" title={name}>
            {name}
          </span>
          <span className="min-w-0 flex-1 truncate text-small text-text-3">{samples.join(' · ')}</span>
          <Select
            label={`Field for ${name}`}
            value={mapping[name] ?? NOWHERE}
            choices={choices}
            onChange={(field) => onMap(withTarget(mapping, name, field))}
            className="w-44 shrink-0"
          />
        </li>
      ))}
    </ul>
  );
}
