import { useState } from 'react';
import { Button } from '../../../../components/button.tsx';
import { Dialog } from '../../../../components/dialog.tsx';
import { Field, FieldError } from '../../../../components/field.tsx';
import { Input } from '../../../../components/input.tsx';
import { Segment } from '../../../../components/segment.tsx';
import { Select } from '../../../../components/select.tsx';
import { Switch } from '../../../../components/switch.tsx';
import { showToast } from '../../../../components/toasts.ts';
import { bytes, counted } from '../../../../look/numbers.ts';
import { useCommand } from '../../../../state/command.ts';
import { useClient, useEngine } from '../../../../state/engine.tsx';
import { useTask } from '../../../../state/use-task.ts';
import type { What } from '../io-dialog.ts';
import { TaskLine } from '../task-line.tsx';
import { LEAVING, PLACEHOLDERS, useExportChoices } from './export-choices.ts';
import { saveAs } from './save-as.ts';
import { usePlan, type Plan, type Wish } from './use-plan.ts';

/** Assets leave the library: where to, under which names, and how much of their making goes with them. */
export function ExportDialog({ what, title, onClose }: { what: What; title: string; onClose(): void }) {
  const { to, pattern, leaving, sidecars } = useExportChoices();
  const wish: Wish = { what, pattern, leaving, sidecars: sidecars && leaving !== 'nothing' };
  const { plan, error } = usePlan(wish);
  const [task, setTask] = useState<number | null>(null);
  const running = useTask(task);
  const stop = useCommand('task.stop');
  return (
    <Dialog open onClose={onClose} title={title} className="!w-140">
      <Segment
        label="Export to"
        value={to}
        choices={[
          { value: 'zip', label: 'A ZIP file' },
          { value: 'folder', label: 'A folder' },
        ]}
        onChange={(next) => useExportChoices.setState({ to: next })}
        className="self-start"
      />
      <NameField pattern={pattern} error={error} plan={plan} />
      <MakingFields leaving={leaving} sidecars={sidecars} />
      {running && <TaskLine task={running} doing="Writing the files" />}
      <div className="flex items-center gap-3">
        <span className="flex-1 text-body text-text-2">{plan ? `${counted(plan.assets, 'file')}, about ${bytes(plan.bytes)}` : 'Counting'}</span>
        {running?.state === 'running' ? (
          <Button onClick={() => void stop.run({ id: running.id })}>Stop</Button>
        ) : (
          <Button onClick={onClose}>{running ? 'Close' : 'Cancel'}</Button>
        )}
        <ExportButton wish={wish} plan={plan} wrong={error} busy={running?.state === 'running'} onTask={setTask} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function NameField({ pattern, error, plan }: { pattern: string; error: string | null; plan: Plan | null }) {
  const add = (name: string) => useExportChoices.setState({ pattern: `${pattern}${pattern === '' || pattern.endsWith(' ') ? '' : ' '}{${name}}` });
  return (
    <Field label="Names" error={error ?? undefined}>
      {({ id, errorId }) => (
        <>
          <Input
            id={id}
            mono
            value={pattern}
            invalid={error !== null}
            aria-describedby={errorId}
            onChange={(event) => useExportChoices.setState({ pattern: event.target.value })}
          />
          <div className="flex flex-wrap gap-1.5">
            {PLACEHOLDERS.map((name) => (
              <Button key={name} size="small" className="mono" onClick={() => add(name)}>
                {name}
              </Button>
            ))}
          </div>
          <ul aria-label="First names" className="mono flex flex-col gap-0.5 rounded-control bg-well px-2.5 py-2 text-small text-text-2">
            {(plan?.names ?? []).map((name) => (
              <li key={name} dir="auto" className="truncate">
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </Field>
  );
}

function MakingFields({ leaving, sidecars }: Pick<Wish, 'leaving' | 'sidecars'>) {
  return (
    <Field label="What files tell of their making">
      {({ id }) => (
        <>
          <Select id={id} value={leaving} choices={LEAVING} onChange={(next) => useExportChoices.setState({ leaving: next })} className="self-start" />
          <p className="text-small text-text-3">{LEAVING.find(({ value }) => value === leaving)?.note}</p>
          <Switch
            checked={sidecars && leaving !== 'nothing'}
            disabled={leaving === 'nothing'}
            onChange={(next) => useExportChoices.setState({ sidecars: next })}
          >
            That beside each file too, as JSON
          </Switch>
        </>
      )}
    </Field>
  );
}

interface ExportButtonProps {
  wish: Wish;
  plan: Plan | null;
  wrong: string | null;
  busy: boolean;
  onTask(id: number): void;
  onClose(): void;
}

function ExportButton({ wish, plan, wrong, busy, onTask, onClose }: ExportButtonProps) {
  const client = useClient();
  const desktop = useEngine((state) => state.status?.host === 'desktop');
  const to = useExportChoices((choices) => choices.to);
  const [zip, folder, choose] = [useCommand('export.zip', true), useCommand('export.folder', true), useCommand('folder.choose', true)];
  const asZip = async () => {
    const made = await zip.run(wish);
    if (!made) return;
    saveAs(client.exportUrl(made.ticket), made.name);
    showToast({ glyph: 'done', title: `${made.name} is being saved`, detail: counted(plan?.assets ?? 0, 'file') });
    onClose();
  };
  const asFolder = async () => {
    const chosen = desktop ? await choose.run(null) : null;
    if (desktop && !chosen) return;
    const begun = await folder.run({ ...wish, folder: chosen?.token ?? null });
    if (begun) onTask(begun.task);
  };
  const error = zip.error ?? folder.error ?? choose.error;
  return (
    <>
      {error && <FieldError>{error.message}</FieldError>}
      <Button
        look="primary"
        busy={busy || zip.busy || folder.busy || choose.busy}
        disabledBecause={offBecause(plan, wrong, to)}
        onClick={() => void (to === 'zip' ? asZip() : asFolder())}
      >
        {`Export ${counted(plan?.assets ?? 0, 'file')}`}
      </Button>
    </>
  );
}

function offBecause(plan: Plan | null, wrong: string | null, to: 'zip' | 'folder'): string | undefined {
  if (wrong !== null) return wrong;
  if (!plan) return 'The files are being counted';
  if (plan.assets === 0) return 'There is nothing to export';
  return to === 'zip' ? (plan.notAsZip ?? undefined) : undefined;
}
