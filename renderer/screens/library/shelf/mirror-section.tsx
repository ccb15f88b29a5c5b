import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { USUAL_MIRROR } from '../../../../shared/library/usual-mirror.ts';
import { Button } from '../../../components/button.tsx';
import { Field, FieldError } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { count, counted } from '../../../look/numbers.ts';
import { useCommand } from '../../../state/command.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';

type Status = NonNullable<CallOutput<'mirror.status'>>;

/** How often what goes on behind is looked at, ms. */
const LOOK_MS = 1_000;

/** The library's files once more, under readable names for other programs. */
export function MirrorSection() {
  const { status, look } = useMirrorStatus();
  if (status === undefined) return null;
  return (
    <section aria-label="Readable mirror" className="mb-4 flex flex-col gap-2.5 border-b border-line pb-4">
      <h2 className="text-body font-semibold">Readable mirror</h2>
      <p className="max-w-[88ch] text-body text-text-2">
        A mirror holds every file a second time under a readable name, for other programs: as hard links, which take no room, where the disk has them, else as
        copies. It follows what comes, is renamed or goes to the trash.
      </p>
      {status && <StatusLine status={status} />}
      <MirrorForm key={status?.template ?? ''} status={status} onDone={look} />
    </section>
  );
}

function StatusLine({ status: { folder, files, due, problem } }: { status: Status }) {
  return (
    <>
      <p role="status" className="text-body text-text-2">
        {counted(files, 'file')} in{' '}
        <bdi data-selectable className="mono text-text wrap-anywhere">
          {folder}
        </bdi>
        {due === 0 ? ', up to date.' : `, ${count(due)} to go.`}
      </p>
      {problem !== null && <FieldError>{problem}</FieldError>}
    </>
  );
}

function MirrorForm({ status, onDone }: { status: Status | null; onDone(): void }) {
  const host = useEngine((state) => state.status?.host);
  const [template, setTemplate] = useState(status?.template ?? USUAL_MIRROR);
  const { paths, wrong } = usePreview(template);
  const [choose, set, end] = [useCommand('folder.choose', true), useCommand('mirror.set', true), useCommand('mirror.end', true)];
  const error = choose.error ?? set.error ?? end.error;
  const busy = choose.busy || set.busy || end.busy;
  const apply = async (folder: string | null | { same: true }) => {
    await set.run({ folder, template });
    onDone();
  };
  const elsewhere = async () => {
    const chosen = await choose.run(null);
    if (chosen) await apply(chosen.token);
  };
  const stop = async (remove: boolean) => {
    await end.run({ remove });
    onDone();
  };
  return (
    <>
      <Field label="Folders and names" error={wrong ?? undefined}>
        {({ id, errorId }) => (
          <>
            <Input id={id} mono value={template} invalid={wrong !== null} aria-describedby={errorId} onChange={(event) => setTemplate(event.target.value)} />
            {paths.length > 0 && (
              <ul aria-label="How they will be called" className="mono flex flex-col gap-0.5 rounded-control bg-well px-2.5 py-2 text-small text-text-2">
                {paths.map((path) => (
                  <li key={path} dir="auto" className="truncate">
                    {path}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Field>
      {error && <FieldError>{error.message}</FieldError>}
      <div className="flex flex-wrap gap-2">
        {status ? (
          <>
            <Button
              busy={busy}
              disabledBecause={wrong ?? (template === status.template ? 'These are its names' : undefined)}
              onClick={() => void apply({ same: true })}
            >
              Use these names
            </Button>
            <Button busy={busy} onClick={() => void stop(false)}>
              End it, keep its files
            </Button>
            <Button look="danger" busy={busy} onClick={() => void stop(true)}>
              End it, remove its files
            </Button>
          </>
        ) : (
          <>
            <Button busy={busy} disabledBecause={wrong ?? undefined} onClick={() => void apply(null)}>
              Mirror in the workspace
            </Button>
            <Button busy={busy} disabledBecause={wrong ?? undefined} onClick={() => void elsewhere()}>
              {host === 'desktop' ? 'Mirror in another folder …' : 'Mirror in the folder given'}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

/** Undefined until it is known. */
function useMirrorStatus(): { status: Status | null | undefined; look(): void } {
  const client = useClient();
  const [status, setStatus] = useState<Status | null>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    const look = () =>
      client.call('mirror.status', null).then(
        (now) => current && setStatus(now),
        () => undefined,
      );
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [client, asked]);
  return { status, look: () => setAsked((times) => times + 1) };
}

function usePreview(template: string): { paths: readonly string[]; wrong: string | null } {
  const client = useClient();
  const [answer, setAnswer] = useState<{ paths: readonly string[]; wrong: string | null }>({ paths: [], wrong: null });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      client.call('mirror.preview', { template }).then(
        ({ paths }) => current && setAnswer({ paths, wrong: null }),
        (thrown) => current && setAnswer(({ paths }) => ({ paths, wrong: AppError.from(thrown).message })),
      );
    }, 120);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, template]);
  return answer;
}
