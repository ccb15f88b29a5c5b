import type { CallResult, EngineEvent, Snapshot } from '../../shared/contract.ts';
import type { BatchView, KeyView } from '../../shared/domain.ts';
import type { Engine } from '../engine/engine-types.ts';

/** What the shell shows of the queue, window or not. */
export interface QueueNow extends Pick<Snapshot, 'status' | 'totals' | 'settings'> {
  keys: Readonly<Record<number, KeyView>>;
  batches: Readonly<Record<number, BatchView>>;
}

/** Follows the engine from its first answer on; `onChange` is told each state with the one before it (null: it is the first). */
export function watchQueue(engine: Pick<Engine, 'call' | 'subscribe'>, onChange: (now: QueueNow, before: QueueNow | null) => void): void {
  let now: QueueNow | null = null;
  let early: EngineEvent[] = [];

  function take(event: EngineEvent): void {
    if (now === null) return void early.push(event);
    const next = applied(now, event);
    if (next === now) return;
    const before = now;
    now = next;
    onChange(now, before);
  }

  engine.subscribe(take);
  void engine.call('app.snapshot', null).then((result) => {
    const answer = result as CallResult<'app.snapshot'>;
    if (!answer.ok) return;
    now = fromSnapshot(answer.value);
    onChange(now, null);
    for (const event of early) if (event.sequence > answer.value.sequence) take(event);
    early = [];
  });
}

function fromSnapshot({ status, totals, settings, keys, batches }: Snapshot): QueueNow {
  return { status, totals, settings, keys: withRows({}, keys), batches: withRows({}, batches) };
}

function applied(now: QueueNow, event: EngineEvent): QueueNow {
  switch (event.name) {
    case 'status.changed':
      return { ...now, status: event.payload };
    case 'totals.changed':
      return { ...now, totals: event.payload };
    case 'settings.changed':
      return { ...now, settings: event.payload };
    case 'key.changed':
      return { ...now, keys: withRows(now.keys, event.payload) };
    case 'key.removed':
      return { ...now, keys: without(now.keys, event.payload) };
    case 'batch.changed':
      return { ...now, batches: withRows(now.batches, event.payload) };
    case 'batch.removed':
      return { ...now, batches: without(now.batches, event.payload) };
    default:
      return now;
  }
}

function withRows<T extends { id: number }>(rows: Readonly<Record<number, T>>, changed: readonly T[]): Record<number, T> {
  return { ...rows, ...Object.fromEntries(changed.map((row) => [row.id, row])) };
}

function without<T>(rows: Readonly<Record<number, T>>, ids: readonly number[]): Record<number, T> {
  return Object.fromEntries(Object.entries(rows).filter(([id]) => !ids.includes(Number(id))));
}
