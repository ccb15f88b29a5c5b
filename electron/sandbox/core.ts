import type { FaultBoard } from './faults/fault-board.ts';
import type { JobRoom } from './jobs/job-room.ts';
import type { KeyBook } from './keys.ts';
import type { OutputShelf } from './media/output-shelf.ts';
import type { ModelBook } from './models/model-book.ts';
import type { Tallies } from './tallies.ts';
import type { Timers } from './timers.ts';
import type { Dialect } from './wire/envelopes.ts';

/** What the endpoints share. `closing` aborts when the sandbox is closed. */
export interface Core {
  readonly now: () => number;
  readonly dialect: Dialect;
  readonly timeScale: number;
  readonly strictBody: boolean;
  readonly dataUris: 'accepted' | 'refused';
  readonly keys: KeyBook;
  readonly models: ModelBook;
  readonly jobs: JobRoom;
  readonly outputs: OutputShelf;
  readonly faults: FaultBoard;
  readonly tallies: Tallies;
  readonly timers: Timers;
  readonly closing: AbortSignal;
}
