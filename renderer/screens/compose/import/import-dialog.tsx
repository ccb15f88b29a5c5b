import { useMemo, useState } from 'react';
import type { ModelView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FieldError } from '../../../components/field.tsx';
import { Switch } from '../../../components/switch.tsx';
import { showToast } from '../../../components/toasts.ts';
import { counted, creditWords } from '../../../look/numbers.ts';
import { useCommand } from '../../../state/command.ts';
import { navigate } from '../../../state/route.ts';
import type { Draft } from '../draft/draft.ts';
import { estimatedCredits, notRunnableBecause } from '../jobs/cost.ts';
import { rulesOf } from '../jobs/to-batch.ts';
import { assemble } from '../schema/assemble.ts';
import type { Form } from '../schema/field.ts';
import { Bring } from './bring.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { targetsOf } from './mapping.ts';
import { BadRows, ReadyRows } from './rows-found.tsx';
import { useImport, type Brought } from './use-import.ts';

export interface ImportDialogProps {
  model: ModelView;
  form: Form;
  draft: Draft;
  /** What was brought; null: nothing yet. */
  brought: Brought | null;
  onBring(brought: Brought): void;
  /** Something else is to be brought. */
  onAgain(): void;
  onClose(): void;
}

/** Rows from outside become a batch: columns are sent to fields, every bad row is named, and nothing goes out until all is right or the bad ones are set aside. */
export function ImportDialog({ model, form, draft, brought, onBring, onAgain, onClose }: ImportDialogProps) {
  const [setAside, setSetAside] = useState(false);
  const base = useMemo(() => assemble(form, draft.values, ''), [form, draft.values]);
  const state = useImport(brought, form, model.id, base);
  const { check } = state;
  const read = state.text.kind === 'read' ? state.text : null;
  const enqueue = useCommand('import.enqueue', true);
  const name = brought?.name ?? `Import for ${model.name}`;
  async function queue(): Promise<void> {
    if (!brought || !read) return;
    const made = await enqueue.run({
      token: read.token,
      format: read.table.format,
      model: model.id,
      fields: state.mapping,
      base,
      setAside,
      name: name.slice(0, 200),
      ...rulesOf(draft),
    });
    if (!made) return;
    showToast({
      glyph: 'queued',
      title: `${counted(made.jobs, 'job')} queued`,
      detail: name,
      action: { label: 'Show', run: () => navigate('queue', made.batchId) },
    });
    onClose();
  }
  const error = enqueue.error ?? state.error;
  return (
    <Dialog open onClose={onClose} title={brought ? `Import ${brought.name ?? 'what was pasted'}` : 'Import'} className="!w-200">
      {!brought && <Bring onBring={onBring} />}
      {state.text.kind === 'bringing' && <Bringing share={state.text.share} />}
      {brought && read && (
        <>
          <p className="text-body text-text-2">
            {counted(read.table.rows, 'row')} of {KINDS[read.table.format]} for {model.name}. What no column says comes from the form; prompts are taken as they
            stand.
          </p>
          <ColumnsTable read={read.table} mapping={state.mapping} targets={targetsOf(form)} onMap={state.map} />
          {check ? (
            <>
              <BadRows check={check} />
              <ReadyRows check={check} />
            </>
          ) : (
            <p className="text-small text-text-3">Checking every row …</p>
          )}
        </>
      )}
      {error && <FieldError>{error.message}</FieldError>}
      <div className="flex items-center gap-3">
        {brought && <Button onClick={onAgain}>Bring something else</Button>}
        <span className="flex-1" />
        {check && check.badRows > 0 && (
          <Switch checked={setAside} onChange={setSetAside}>
            Set {counted(check.badRows, 'bad row')} aside
          </Switch>
        )}
        {check && <span className="text-body text-text-2">{costWords(estimatedCredits(model, check.ready))}</span>}
        <Button look="primary" busy={enqueue.busy} disabledBecause={offBecause(check, setAside, model)} onClick={() => void queue()}>
          {check ? `Queue ${counted(check.ready, 'job')}` : 'Queue'}
        </Button>
      </div>
    </Dialog>
  );
}

/** A long text takes a moment; "Bring something else" and closing the window end it. */
function Bringing({ share }: { share: number }) {
  const percent = Math.round(share * 100);
  return (
    <>
      <p className="flex items-baseline justify-between text-body text-text-2">
        Reading what was brought …<span className="mono">{percent} %</span>
      </p>
      <div role="progressbar" aria-label="Read so far" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} className="h-1 rounded-full bg-control-hi">
        <div className="h-1 rounded-full bg-now" style={{ width: `${percent}%` }} />
      </div>
    </>
  );
}

const KINDS = { csv: 'a spreadsheet', jsonl: 'JSON lines', lines: 'plain lines' } as const;

function costWords(credits: number | null): string {
  return credits === null ? 'credits unknown' : creditWords(credits);
}

function offBecause(check: ReturnType<typeof useImport>['check'], setAside: boolean, model: ModelView): string | undefined {
  const off = notRunnableBecause(model);
  if (off !== null) return `${model.name} cannot be run: ${off}`;
  if (!check) return 'There is nothing to queue yet';
  if (check.ready === 0) return 'No row is right';
  return check.badRows > 0 && !setAside ? 'Some rows are not right: mend them, or set them aside' : undefined;
}
