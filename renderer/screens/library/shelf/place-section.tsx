import type { ReactNode } from 'react';
import type { CallInput } from '../../../../shared/contract.ts';
import { Button } from '../../../components/button.tsx';
import { confirm } from '../../../components/confirm.tsx';
import { FieldError } from '../../../components/field.tsx';
import { useCommand } from '../../../state/command.ts';
import { useEngine } from '../../../state/engine.tsx';
import { useLatestTask } from '../../../state/use-latest-task.ts';
import { TaskLine } from '../io/task-line.tsx';

/** Which disk the library's files are on, and how they get to another. */
export function PlaceSection() {
  const status = useEngine((state) => state.status);
  const task = useLatestTask('move');
  const stop = useCommand('task.stop');
  const act = usePlaceActions();
  if (!status) return null;
  const { folder, moving, old } = status.library;
  const running = task?.state === 'running';
  return (
    <section aria-label="Where the files are" className="mb-4 flex flex-col gap-2.5 border-b border-line pb-4">
      <h2 className="text-body font-semibold">Where the files are</h2>
      <p className="text-body text-text-2">
        The files are in <Path>{folder ?? status.workspace}</Path>
        {folder !== null && (
          <>
            , the database and the thumbnails in <Path>{status.workspace}</Path>
          </>
        )}
        .
      </p>
      {task && (running || moving === null || task.state === 'failed') && <TaskLine task={task} doing="Copying files, and reading each back" />}
      {!running && moving !== null && (
        <p className="text-body text-text-2">
          A move to <Path>{moving}</Path> is not over. The library is whole where it is, and what is there already is not copied again.
        </p>
      )}
      {!running && moving === null && old !== null && (
        <p className="text-body text-text-2">
          Its former files are still in <Path>{old}</Path>: until they are removed there, the move can be taken back.
        </p>
      )}
      {act.error && <FieldError>{act.error.message}</FieldError>}
      <div className="flex flex-wrap gap-2">
        {running && <Button onClick={() => void stop.run({ id: task.id })}>Stop</Button>}
        {!running && moving !== null && (
          <>
            <Button look="primary" busy={act.busy} onClick={() => void act.move('on')}>
              Go on with the move
            </Button>
            <Button busy={act.busy} onClick={() => void act.giveUp()}>
              Give it up
            </Button>
          </>
        )}
        {!running && moving === null && old !== null && (
          <>
            <Button busy={act.busy} onClick={() => void act.move('back')}>
              Move back
            </Button>
            <Button look="danger" busy={act.busy} onClick={() => void act.removeOld(old)}>
              Remove the former files
            </Button>
          </>
        )}
        {!running && moving === null && old === null && (
          <Button busy={act.busy} onClick={() => void act.toFolder()}>
            Move to another disk
          </Button>
        )}
      </div>
    </section>
  );
}

function Path({ children }: { children: ReactNode }) {
  return (
    <bdi data-selectable className="mono text-text wrap-anywhere">
      {children}
    </bdi>
  );
}

function usePlaceActions() {
  const [choose, begin] = [useCommand('folder.choose', true), useCommand('library.move', true)];
  const [remove, drop] = [useCommand('library.removeOld', true), useCommand('library.giveUpMove', true)];
  const move = (to: CallInput<'library.move'>['to']) => begin.run({ to });
  return {
    move,
    giveUp: () => drop.run(null),
    toFolder: async () => {
      const chosen = await choose.run(null);
      if (chosen) await move({ folder: chosen.token });
    },
    removeOld: async (old: string) => {
      const yes = await confirm({
        title: 'Remove the former files?',
        hits: [{ glyph: 'failed', words: old, count: '' }],
        note: 'The library is whole in its new place, where every file was read back. After this the move cannot be taken back.',
        action: 'Remove them',
        keep: 'Keep them',
        danger: true,
      });
      if (yes) await remove.run(null);
    },
    busy: choose.busy || begin.busy || remove.busy || drop.busy,
    error: choose.error ?? begin.error ?? remove.error ?? drop.error,
  };
}
