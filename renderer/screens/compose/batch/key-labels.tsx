import { Chip } from '../../../components/chip.tsx';
import { takesOnlyByLabel } from '../../../../shared/test-keys.ts';
import { hrefOf } from '../../../state/route.ts';
import { useKeys } from '../../../state/lists.ts';

/** Which keys may carry the batch, by their labels; none chosen: any key. */
export function KeyLabels({ chosen, onChange }: { chosen: readonly string[]; onChange(labels: string[]): void }) {
  const keys = useKeys();
  const known = [...new Set([...keys.flatMap((key) => key.labels), ...chosen])].sort((one, other) => one.localeCompare(other));
  const toggle = (label: string) => onChange(chosen.includes(label) ? chosen.filter((other) => other !== label) : [...chosen, label]);
  return (
    <div role="group" aria-label="Keys" className="col-span-3 flex min-w-0 flex-col gap-1.5">
      <span className="text-small text-text-3">Keys</span>
      <div className="flex min-h-7 flex-wrap items-center gap-1.5">
        {known.map((label) => (
          <Chip key={label} chosen={chosen.includes(label)} onClick={() => toggle(label)}>
            {label}
          </Chip>
        ))}
        <Words
          keys={keys.length}
          labels={known.length}
          chosen={chosen.length}
          any={keys.some((key) => takesOnlyByLabel(key, keys)) ? 'any key but test keys' : 'any key'}
        />
      </div>
    </div>
  );
}

function Words({ keys, labels, chosen, any }: { keys: number; labels: number; chosen: number; any: string }) {
  const link = (words: string) => (
    <a href={hrefOf('keys')} className="text-text-2 underline underline-offset-2 hover:text-text">
      {words}
    </a>
  );
  if (keys === 0) return <span className="text-small text-text-3">No key yet: jobs wait until you {link('add one')}</span>;
  if (labels === 0)
    return (
      <span className="text-small text-text-3">
        {any}; give keys {link('labels')} to choose among them
      </span>
    );
  return <span className="text-small text-text-3">{chosen === 0 ? any : 'only keys with one of these labels'}</span>;
}
