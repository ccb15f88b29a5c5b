import { useEffect, useState } from 'react';
import type { TaskView } from '../../shared/contract/task.ts';
import { useClient } from './engine.tsx';

/** The newest work of a kind, whoever began it: a page that is opened anew finds what is under way. Null: none yet. */
export function useLatestTask(kind: TaskView['kind']): TaskView | null {
  const client = useClient();
  const [tasks, setTasks] = useState<readonly TaskView[]>([]);
  useEffect(() => {
    const leave = client.subscribe((event) => {
      if (event.name === 'task.changed') setTasks(event.payload);
    });
    client.call('task.list', null).then(
      (now) => setTasks((told) => (told.length === 0 ? now : told)),
      () => undefined,
    );
    return leave;
  }, [client]);
  return tasks.find((task) => task.kind === kind) ?? null;
}
