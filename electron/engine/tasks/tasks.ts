import type { TaskView } from '../../../shared/contract/task.ts';
import { AppError } from '../../../shared/errors.ts';

/** What work tells of itself while it goes on. */
export interface Progress {
  /** How many of how many. */
  at(done: number, total: number): void;
  /** Aborted when a person stops it, or the engine ends. */
  signal: AbortSignal;
}

/** Work of minutes that a person watches: exports, checks. What is over stays to be read until others push it out. */
export interface Tasks {
  /** Begins; `work` resolves with what happened, in words. */
  begin(kind: TaskView['kind'], work: (progress: Progress) => Promise<string>): TaskView;
  /** NOT_FOUND for a number that is none. What is over stays as it is. */
  stop(id: number): void;
  /** Newest first. */
  list(): TaskView[];
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const MOST_KEPT = 20;

export interface TasksOptions {
  clock: { now(): number };
  /** Of the engine. */
  signal: AbortSignal;
  onChange(): void;
}

export function createTasks({ clock, signal, onChange }: TasksOptions): Tasks {
  const tasks = new Map<number, { view: TaskView; abort: AbortController; over: Promise<void> }>();
  let last = 0;

  function set(id: number, change: Partial<TaskView>): void {
    const task = tasks.get(id);
    if (task) task.view = { ...task.view, ...change };
    onChange();
  }

  async function follow(id: number, work: (progress: Progress) => Promise<string>, own: AbortSignal): Promise<void> {
    try {
      const message = await work({ signal: own, at: (done, total) => set(id, { done, total }) });
      set(id, { state: 'done', message, endedAt: clock.now() });
    } catch (error) {
      const state = own.aborted ? 'stopped' : 'failed';
      set(id, { state, message: own.aborted ? 'Stopped. What was done until then stays.' : AppError.from(error).message, endedAt: clock.now() });
    }
  }

  return {
    begin(kind, work) {
      const id = ++last;
      const abort = new AbortController();
      const view: TaskView = { id, kind, state: 'running', done: 0, total: null, message: null, startedAt: clock.now(), endedAt: null };
      const own = AbortSignal.any([abort.signal, signal]);
      const task = { view, abort, over: Promise.resolve() };
      tasks.set(id, task);
      task.over = follow(id, work, own);
      for (const [old, { view: kept }] of tasks) if (tasks.size > MOST_KEPT && kept.state !== 'running') tasks.delete(old);
      onChange();
      return view;
    },
    stop(id) {
      const task = tasks.get(id);
      if (!task) throw new AppError('NOT_FOUND', 'There is no such work; it ended long ago.');
      task.abort.abort();
    },
    list: () => [...tasks.values()].map(({ view }) => view).toReversed(),
    idle: async () => {
      await Promise.all([...tasks.values()].map(({ over }) => over));
    },
  };
}
