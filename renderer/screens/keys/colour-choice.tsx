import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { cx } from '../../components/cx.ts';
import { KEY_COLOURS } from '../../components/key-colour.ts';

const NAMES = ['blue', 'sand', 'slate', 'moss', 'clay', 'steel', 'stone', 'umber'];

/** One of the eight key colours. */
export function ColourChoice({ id, value, onChange }: { id: string; value: number; onChange(colour: number): void }) {
  return (
    <RadioGroup id={id} aria-label="Colour" value={value} onValueChange={(next) => onChange(next as number)} className="flex gap-2">
      {KEY_COLOURS.map((colour, at) => (
        <Radio.Root
          key={colour}
          value={at}
          aria-label={NAMES[at]}
          className="flex size-7 items-center justify-center rounded-control inset-ring inset-ring-transparent hover:bg-control-hi data-checked:inset-ring-text"
        >
          <span className={cx('h-4 w-[3px]', colour)} />
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
