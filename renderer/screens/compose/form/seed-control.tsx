import { Dices, X } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { Input } from '../../../components/input.tsx';
import { randomSeed } from '../draft/draft-store.ts';
import type { SeedField } from '../schema/field.ts';
import type { ControlProps } from './control-props.ts';
import { numberText, readNumber } from './number-text.ts';

/** A seed: written or thrown it is locked, empty the model picks one. */
export function SeedControl({ field, value, onChange, id, errorId, invalid }: ControlProps<SeedField>) {
  return (
    <Input
      id={id}
      mono
      inputMode="numeric"
      value={numberText(value)}
      placeholder="random"
      onChange={(event) => onChange(readNumber(event.target.value))}
      invalid={invalid}
      aria-describedby={errorId}
      trailing={
        <span className="-mr-1.5 flex">
          <IconButton size="small" label="Throw a seed" icon={<Dices size={14} aria-hidden />} onClick={() => onChange(thrown(field))} />
          {value !== undefined && (
            <IconButton size="small" label="Leave the seed to chance" icon={<X size={14} aria-hidden />} onClick={() => onChange(undefined)} />
          )}
        </span>
      }
    />
  );
}

function thrown({ range }: SeedField): number {
  const min = range.min ?? 0;
  const max = range.max ?? 2 ** 31 - 1;
  return max >= min ? min + (randomSeed() % (max - min + 1)) : min;
}
