import { Layers2, RotateCcw } from 'lucide-react';
import { unreachable } from '../../../../shared/unreachable.ts';
import { cx } from '../../../components/cx.ts';
import { Field as FieldFrame } from '../../../components/field.tsx';
import type { Method } from '../../../../shared/prompt/syntax.ts';
import { VaryControl } from '../matrix/vary-control.tsx';
import type { Form } from '../schema/field.ts';
import type { ControlProps } from './control-props.ts';
import { fieldHint, fieldSpan } from './field-words.ts';
import { JsonControl } from './json-control.tsx';
import { MediaControl } from '../media/media-control.tsx';
import { ListControl } from './list-control.tsx';
import { NumberControl } from './number-control.tsx';
import { SeedControl } from './seed-control.tsx';
import { BooleanControl, EnumControl, TextControl } from './simple-controls.tsx';
import { SizeControl } from './size-control.tsx';

type FormField = Form['fields'][number];

export interface SchemaFieldProps extends Pick<ControlProps<FormField>, 'field' | 'value' | 'onChange'> {
  error: string | undefined;
  broken: string | undefined;
  onBroken(text: string): void;
  /** Its several values, as they were written; undefined: it takes one. */
  varied: { text: string; method: Method } | undefined;
  onVaried(varied: { text: string; method: Method }): void;
  /** Between one value and several. */
  onToggle(): void;
}

const SPANS = { 2: 'col-span-2', 3: 'col-span-3', 4: 'col-span-4', 6: 'col-span-6' } as const;

/** One field of the form: its name as the API has it, its control, and what is wrong. */
export function SchemaField({ field, value, onChange, error, broken, onBroken, varied, onVaried, onToggle }: SchemaFieldProps) {
  const touched = value !== undefined;
  if (varied) {
    return (
      <FieldFrame label={<Name field={field} />} hint={<Several field={field} on onToggle={onToggle} />} error={error} className="col-span-6">
        {(ids) => <VaryControl field={field} varied={varied} onChange={onVaried} {...ids} invalid={error !== undefined} />}
      </FieldFrame>
    );
  }
  return (
    <FieldFrame
      label={<Name field={field} />}
      hint={
        <span className="flex items-center">
          <Hint field={field} touched={touched} onReset={() => onChange(undefined)} />
          <Several field={field} on={false} onToggle={onToggle} />
        </span>
      }
      error={error}
      className={cx(SPANS[fieldSpan(field)])}
    >
      {(ids) => <Control {...{ field, value, onChange, broken, onBroken }} {...ids} invalid={error !== undefined} />}
    </FieldFrame>
  );
}

/** Turns a field between one value and several. */
function Several({ field, on, onToggle }: { field: FormField; on: boolean; onToggle(): void }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={`Several values of ${field.name}`}
      title={on ? 'Back to one value' : 'Several values: a list or a range'}
      onClick={onToggle}
      className={cx('ml-1.5 inline-flex rounded-chip align-[-1px] hover:text-text', on ? 'text-now-text' : 'text-text-3')}
    >
      <Layers2 size={12} aria-hidden />
    </button>
  );
}

function Name({ field }: { field: FormField }) {
  return (
    <span title={field.description ?? undefined} data-field={field.name}>
      <bdi>{field.name}</bdi>
      {field.required && <span className="text-text-3"> · needed</span>}
    </span>
  );
}

function Hint({ field, touched, onReset }: { field: FormField; touched: boolean; onReset(): void }) {
  const words = fieldHint(field, touched);
  const resets =
    touched &&
    !field.required &&
    (field.kind === 'enum' || field.kind === 'size' || field.kind === 'boolean' || field.kind === 'number' || field.kind === 'integer');
  if (words === null && !resets) return null;
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      {words}
      {resets && (
        <button
          type="button"
          aria-label={`Leave ${field.name} to the model`}
          title="Leave it to the model"
          onClick={onReset}
          className="rounded-chip text-text-2 hover:text-text"
        >
          <RotateCcw size={11} aria-hidden />
        </button>
      )}
    </span>
  );
}

function Control({ field, broken, onBroken, ...rest }: ControlProps<FormField> & Pick<SchemaFieldProps, 'broken' | 'onBroken'>) {
  switch (field.kind) {
    case 'text':
      return <TextControl field={field} {...rest} />;
    case 'integer':
    case 'number':
      return <NumberControl field={field} {...rest} />;
    case 'seed':
      return <SeedControl field={field} {...rest} />;
    case 'boolean':
      return <BooleanControl field={field} {...rest} />;
    case 'enum':
      return <EnumControl field={field} {...rest} />;
    case 'size':
      return <SizeControl field={field} {...rest} />;
    case 'media':
      return <MediaControl field={field} {...rest} />;
    case 'list':
      return <ListControl field={field} {...rest} />;
    case 'json':
      return <JsonControl field={field} broken={broken} onBroken={onBroken} {...rest} />;
    default:
      return unreachable(field);
  }
}
