import { Slider } from '@base-ui/react/slider';
import { Minus, Plus } from 'lucide-react';
import { Input } from '../../../components/input.tsx';
import { numberControl, stepOf } from '../schema/controls.ts';
import type { NumberField } from '../schema/field.ts';
import type { ControlProps } from './control-props.ts';
import { numberText, readNumber, stepped } from './number-text.ts';

/** A number: with buttons, with a slider, or only typed, as its range asks for. */
export function NumberControl(props: ControlProps<NumberField>) {
  switch (numberControl(props.field)) {
    case 'stepper':
      return <Stepper {...props} />;
    case 'slider':
      return <BoundedNumber {...props} />;
    case 'plain':
      return <NumberBox {...props} />;
  }
}

function NumberBox({
  field,
  value,
  onChange,
  id,
  errorId,
  invalid,
  label,
  className,
  trailing,
}: ControlProps<NumberField> & { className?: string; trailing?: React.ReactNode }) {
  return (
    <Input
      id={id}
      mono
      inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
      value={numberText(value)}
      placeholder={numberText(field.fallback ?? undefined)}
      onChange={(event) => onChange(readNumber(event.target.value))}
      invalid={invalid}
      aria-label={label}
      aria-describedby={errorId}
      {...(className ? { className } : {})}
      trailing={trailing}
    />
  );
}

function current({ field, value }: Pick<ControlProps<NumberField>, 'field' | 'value'>): number {
  if (typeof value === 'number') return value;
  return typeof field.fallback === 'number' ? field.fallback : (field.range.min ?? 0);
}

function Stepper(props: ControlProps<NumberField>) {
  const { field, onChange } = props;
  const by = stepOf(field);
  const step = (times: number) => onChange(stepped(current(props), by * times, field.range.min, field.range.max));
  return (
    <NumberBox
      {...props}
      trailing={
        <>
          <StepButton label={`Less ${field.name}`} onClick={() => step(-1)} icon={<Minus size={14} aria-hidden />} />
          <StepButton label={`More ${field.name}`} onClick={() => step(1)} icon={<Plus size={14} aria-hidden />} />
        </>
      }
    />
  );
}

function StepButton({ label, onClick, icon }: { label: string; onClick(): void; icon: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="flex size-6 items-center justify-center rounded-chip text-text-2 hover:bg-control-hi hover:text-text"
    >
      {icon}
    </button>
  );
}

function BoundedNumber(props: ControlProps<NumberField>) {
  const { field, onChange } = props;
  const { min, max } = field.range;
  return (
    <div className="flex h-7 items-center gap-2">
      <Slider.Root
        aria-label={field.name}
        value={current(props)}
        min={min ?? 0}
        max={max ?? 100}
        step={stepOf(field)}
        onValueChange={(next) => onChange(Number((next as number).toFixed(6)))}
        className="min-w-0 flex-1"
      >
        <Slider.Control className="flex h-7 items-center">
          <Slider.Track className="h-0.5 w-full bg-control-hi">
            <Slider.Indicator className="bg-text-2" />
            <Slider.Thumb
              aria-label={`${field.name}, slider`}
              className="size-3.5 rounded-full bg-text ring-line-3 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-now"
            />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <NumberBox {...props} className="w-16" />
    </div>
  );
}
