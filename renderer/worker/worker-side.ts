import type { ThumbnailResult, ThumbnailTask } from './messages.ts';

/** Inside a worker: each message is a task, each answer its result. The asking side sends one at a time. */
export function answerTasks(make: (task: ThumbnailTask) => Promise<ThumbnailResult>): void {
  self.addEventListener('message', (message: MessageEvent<ThumbnailTask>) => {
    void make(message.data)
      .catch((): ThumbnailResult => ({ kind: 'unreadable' }))
      .then((result) => self.postMessage(result));
  });
}
