import type { JobRow } from '../queue/rows.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

export function layoutHandlers({ store, jobs, views }: Rooms): Handlers<'batch.stretch'> {
  const stretch = store.prepare<[number, number, number], JobRow>('SELECT * FROM job WHERE batch_id = ? AND number BETWEEN ? AND ? ORDER BY number');
  return {
    'batch.stretch': ({ id, first, count }) =>
      views.reading(() => ({
        jobs: stretch.all(id, first, first + count - 1).map((row) => views.jobView(row)),
        total: jobs.size(id),
      })),
  };
}
