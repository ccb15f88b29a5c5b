import type { EngineClient, EngineEvent } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { LinkedClient } from '../client/link.ts';
import { fromSnapshot, type AppState } from './app-state.ts';
import { applyEvents } from './apply-events.ts';
import { sampled } from './speed.ts';
import type { AppStore } from './store.ts';

/** The window as the synchronisation needs it. */
export interface Beat {
  now(): number;
  /** Runs `callback` before the next frame is drawn (or soon, where none is drawn). */
  nextFrame(callback: () => void): void;
}

/** A window is drawn anew for events at most so often: nobody sees more. The first after a rest is shown in its own frame. */
const APART_MS = 45;

/** Keeps `store` true to the engine: one snapshot, then events in order, a frame's worth at a time or more; after a gap or a lost link, a new snapshot. */
export function synchronise(client: LinkedClient, store: AppStore, beat: Beat): () => void {
  const sync = new Synchroniser(client, store, beat);
  const leave = [
    client.subscribe((event) => sync.onEvent(event)),
    client.onReconnect(() => void sync.restart()),
    client.onLink((link) => store.setState({ link })),
  ];
  void sync.restart();
  return () => {
    sync.stop();
    for (const off of leave) off();
  };
}

class Synchroniser {
  readonly #client: EngineClient;
  readonly #store: AppStore;
  readonly #beat: Beat;
  #pending: EngineEvent[] = [];
  #framed = false;
  #appliedAt = -Infinity;
  /** Rises with every snapshot asked for: an answer to an older question is dropped. */
  #asked = 0;
  #asking = false;

  constructor(client: EngineClient, store: AppStore, beat: Beat) {
    this.#client = client;
    this.#store = store;
    this.#beat = beat;
  }

  onEvent(event: EngineEvent): void {
    this.#pending.push(event);
    if (this.#framed || this.#asking) return;
    this.#framed = true;
    this.#await();
  }

  /** While events pour in, several frames' worth are taken at once: what is drawn for each would leave no time to scroll. */
  #await(): void {
    this.#beat.nextFrame(() => {
      if (Math.abs(this.#beat.now() - this.#appliedAt) < APART_MS) return this.#await();
      this.#framed = false;
      this.#appliedAt = this.#beat.now();
      this.#apply();
    });
  }

  async restart(): Promise<void> {
    const question = ++this.#asked;
    this.#asking = true;
    const snapshot = await this.#client.call('app.snapshot', null).catch(AppError.from);
    if (question !== this.#asked) return;
    this.#asking = false;
    // Where the link is down, its return asks again.
    if (snapshot instanceof AppError) return this.#store.setState({ failure: snapshot.code === 'OFFLINE' ? null : snapshot.message });
    this.#store.setState((state) => fromSnapshot(state, snapshot, this.#beat.now()));
    this.#apply();
  }

  stop(): void {
    this.#asked += 1;
    this.#asking = true;
  }

  #take(next: AppState): void {
    const { batches } = this.#store.getState();
    const moved = next.batches !== batches || Object.keys(next.samples).length === 0;
    this.#store.setState(moved ? { ...next, samples: sampled(next.samples, next.batches, this.#beat.now() + next.clockOffset) } : next);
  }

  #apply(): void {
    if (this.#asking) return;
    const events = this.#pending;
    this.#pending = [];
    const applied = applyEvents(this.#store.getState(), events);
    if (applied.kind === 'applied') this.#take(applied.state);
    else void this.restart();
  }
}
