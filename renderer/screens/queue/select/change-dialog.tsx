import { useEffect, useState } from 'react';
import type { JobChange } from '../../../../shared/contract.ts';
import type { JobDetail } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { Button } from '../../../components/button.tsx';
import { Check } from '../../../components/check.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field, FieldError } from '../../../components/field.tsx';
import { Input, TextArea } from '../../../components/input.tsx';
import { Select } from '../../../components/select.tsx';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { changeBetween, fieldsOf, isNoChange, kindOf, typedInput, typedValue } from './change.ts';

export interface ChangeDialogProps {
  /** Of one job its whole input is changed; of several, one field. */
  ids: readonly number[];
  title: string;
  /** Verb, number, object. */
  action: string;
  onClose(): void;
  /** Resolves when it is done; rejects with what is wrong, which is shown here. */
  onChange(change: JobChange): Promise<void>;
}

/** Changes what jobs will be sent with. */
export function ChangeDialog(props: ChangeDialogProps) {
  const client = useClient();
  const [sample, setSample] = useState<JobDetail | null>(null);
  const id = props.ids[0];
  useEffect(() => {
    let left = false;
    if (id !== undefined)
      client.call('job.get', { id }).then(
        (job) => !left && setSample(job),
        () => {},
      );
    return () => {
      left = true;
    };
  }, [client, id]);
  return (
    <Dialog open onClose={props.onClose} title={props.title} className="w-140">
      {sample === null ? (
        <p className="text-body text-text-2">Reading the input</p>
      ) : props.ids.length === 1 ? (
        <WholeInput {...props} sample={sample} />
      ) : (
        <OneField {...props} sample={sample} />
      )}
    </Dialog>
  );
}

type WithSample = ChangeDialogProps & { sample: JobDetail };

function WholeInput({ sample, action, onChange, onClose }: WithSample) {
  const [text, setText] = useState(() => JSON.stringify(sample.input, null, 2));
  const typed = typedInput(text);
  const change = 'input' in typed ? changeBetween(sample.input, typed.input) : null;
  return (
    <>
      <Field label="Input, as JSON" error={'error' in typed ? typed.error : undefined}>
        {({ id, errorId }) => (
          <TextArea
            id={id}
            mono
            rows={10}
            aria-describedby={errorId}
            invalid={'error' in typed}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
        )}
      </Field>
      <Foot action={action} onClose={onClose} onChange={onChange} change={change} nothing="Nothing is different yet" />
    </>
  );
}

function OneField({ sample, action, onChange, onClose }: WithSample) {
  const schema = useEngine((state) => findModel(state.models, sample.model)?.inputSchema ?? null);
  const fields = fieldsOf(sample.input, schema);
  const [field, setField] = useState(fields[0] ?? 'prompt');
  const [text, setText] = useState(() => textOf(sample.input[fields[0] ?? 'prompt']));
  const [out, setOut] = useState(false);
  const typed = typedValue(text, kindOf(field, schema, sample.input[field]));
  const change: JobChange | null = out ? { unset: [field] } : 'value' in typed ? { set: { [field]: typed.value } } : null;
  return (
    <>
      <Field label="Field">
        {({ id }) => (
          <Select
            id={id}
            label="Field"
            value={field}
            choices={fields.map((name) => ({ value: name, label: name }))}
            onChange={(name) => {
              setField(name);
              setText(textOf(sample.input[name]));
            }}
          />
        )}
      </Field>
      <Field label="Value" hint={<span className="plain">the same for all of them</span>} error={!out && 'error' in typed ? typed.error : undefined}>
        {({ id, errorId }) => (
          <Input
            id={id}
            mono
            disabled={out}
            aria-describedby={errorId}
            invalid={!out && 'error' in typed}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Check checked={out} onChange={setOut}>
        Take this field out
      </Check>
      <Foot action={action} onClose={onClose} onChange={onChange} change={change} nothing="Say what it should be" />
    </>
  );
}

function textOf(value: JobDetail['input'][string] | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

interface FootProps extends Pick<ChangeDialogProps, 'action' | 'onClose' | 'onChange'> {
  change: JobChange | null;
  nothing: string;
}

function Foot({ action, onClose, onChange, change, nothing }: FootProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  async function run(): Promise<void> {
    if (!change) return;
    setBusy(true);
    setError(null);
    try {
      await onChange(change);
      onClose();
    } catch (thrown) {
      setError(AppError.from(thrown));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      {error && <FieldError>{error.message}</FieldError>}
      <div className="flex items-center justify-between gap-3">
        <Button look="primary" busy={busy} disabledBecause={change === null || isNoChange(change) ? nothing : undefined} onClick={() => void run()}>
          {action}
        </Button>
        <Button onClick={onClose}>Leave as it is</Button>
      </div>
    </>
  );
}
