import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../../shared/contract.ts';
import { Button } from '../../../../components/button.tsx';
import { Dialog } from '../../../../components/dialog.tsx';
import { FieldError } from '../../../../components/field.tsx';
import { Glyph } from '../../../../components/glyph.tsx';
import { Switch } from '../../../../components/switch.tsx';
import { count, counted } from '../../../../look/numbers.ts';
import { useCommand } from '../../../../state/command.ts';
import { useClient, useEngine } from '../../../../state/engine.tsx';
import { useTask } from '../../../../state/use-task.ts';
import { TaskLine } from '../task-line.tsx';

type Report = NonNullable<CallOutput<'library.findings'>>;

/** Whether every file of the library is there and whole, and what can be mended of what is not. */
export function VerifyDialog({ onClose }: { onClose(): void }) {
  const [rehash, setRehash] = useState(false);
  const [task, setTask] = useState<number | null>(null);
  const running = useTask(task);
  const busy = running?.state === 'running';
  const report = useReport(running?.state === 'done' ? running.id : null);
  const [verify, stop] = [useCommand('library.verify', true), useCommand('task.stop')];
  const begin = async (mend: boolean) => {
    const begun = await verify.run({ rehash, mend });
    if (begun) setTask(begun.task);
  };
  const look = useLookInFolder(setTask);
  const assets = useEngine((state) => state.totals?.assets ?? 0);
  const left = report?.findings.some(({ mended }) => !mended) ?? false;
  const lost = report?.findings.some((one) => !one.mended && isFile(one)) ?? false;
  return (
    <Dialog open onClose={onClose} title="Verify the library" className="!w-140">
      <p className="text-body text-text-2">
        Holds what the library knows against the files that are there, both ways. Work goes on meanwhile. Mending puts files back whose bytes lie elsewhere in
        the workspace or still at the address they came from (which it asks for them), writes sidecars, has thumbnails made again, takes in files that tell how
        they were made, and sets aside what belongs to nothing. It deletes nothing.
      </p>
      <Switch checked={rehash} onChange={setRehash} disabled={busy}>
        Read every byte again: slow on a large library
      </Switch>
      {running && <TaskLine task={running} doing="Checking files" />}
      {report && report.total > 0 && <Findings report={report} />}
      {(verify.error ?? look.error) && <FieldError>{(verify.error ?? look.error)?.message}</FieldError>}
      <div className="flex items-center justify-end gap-3">
        {busy ? <Button onClick={() => void stop.run({ id: running.id })}>Stop</Button> : <Button onClick={onClose}>Close</Button>}
        {lost && !busy && (
          <Button busy={look.busy} onClick={() => void look.run()}>
            Look in a folder
          </Button>
        )}
        {left && !busy && (
          <Button busy={verify.busy} onClick={() => void begin(true)}>
            Mend what can be mended
          </Button>
        )}
        <Button look="primary" busy={busy || verify.busy} onClick={() => void begin(false)}>
          Verify {counted(assets, 'asset')}
        </Button>
      </div>
    </Dialog>
  );
}

function isFile({ kind }: Report['findings'][number]): boolean {
  return kind === 'missing-file' || kind === 'hash-mismatch';
}

/** Lost files are looked for by their bytes, whatever they are called, in a folder that the person chooses. */
function useLookInFolder(onTask: (id: number) => void) {
  const [choose, look] = [useCommand('folder.choose', true), useCommand('library.look', true)];
  const run = async () => {
    const chosen = await choose.run(null);
    const begun = chosen && (await look.run({ folder: chosen.token }));
    if (begun) onTask(begun.task);
  };
  return { run, busy: choose.busy || look.busy, error: choose.error ?? look.error };
}

/** What a check found, once it is over. */
function useReport(task: number | null): Report | null {
  const client = useClient();
  const [read, setRead] = useState<{ task: number; report: Report | null } | null>(null);
  useEffect(() => {
    if (task === null) return;
    let current = true;
    client.call('library.findings', null).then(
      (report) => current && setRead({ task, report }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, task]);
  return read !== null && read.task === task ? read.report : null;
}

function Findings({ report: { total, findings } }: { report: Report }) {
  return (
    <section aria-label="Findings" className="flex flex-col gap-1.5">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard */}
      <ul tabIndex={0} aria-label="What was found" className="flex max-h-56 flex-col gap-1.5 overflow-y-auto rounded-control bg-well px-2.5 py-2">
        {findings.map(({ kind, sha256, message, mended }, at) => (
          <li key={`${kind} ${sha256} ${at}`} className="flex items-start gap-2 text-small">
            <Glyph name={mended ? 'done' : 'failed'} size={10} className="mt-[3px]" />
            <span className="min-w-0 text-text-2 wrap-anywhere">
              {message} {mended && 'Mended.'}
            </span>
          </li>
        ))}
      </ul>
      {total > findings.length && <p className="text-small text-text-3">and {count(total - findings.length)} more</p>}
    </section>
  );
}
