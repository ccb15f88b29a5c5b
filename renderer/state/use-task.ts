import { useEffect, useState } from 'react';
import type { TaskView } from '../../shared/contract/task.ts';
import { useClient } from './engine.tsx';

/** Work that was begun, as it goes on; null before the first word of it, or without a number. */
export function useTask(id: number | null): TaskView | null {
  const client = useClient();
  const [tasks, setTasks] = useState<readonly TaskView[]>([]);
  useEffect(() => {
    if (id === null) return;
    const leave = client.subscribe((event) => {
      if (event.name === 'task.changed') setTasks(event.payload);
    });
    client.call('task.list', null).then(
      (now) => setTasks((told) => (told.length === 0 ? now : told)),
      () => undefined,
    );
    return leave;
  }, [client, id]);
  return tasks.find((task) => task.id === id) ?? null;
}
