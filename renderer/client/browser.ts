import type { CallInput, CallName, CallOutput, EngineEvent, MediaKind } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { ClientFrame, HostFrame } from '../../shared/wire.ts';
import { reconnectDelay } from './backoff.ts';
import type { EarlyLink, Socket } from './early.ts';
import type { LinkedClient, LinkState } from './link.ts';
import { Listeners } from './listeners.ts';

/** The host closes with this when the browser has no session: its address must be opened again. */
export const CLOSED_UNKNOWN_SESSION = 4401;

export interface BrowserWorld {
  /** The first link, where there is one before the client. */
  early: EarlyLink | null;
  open(): Socket;
  setTimer(delayMs: number, callback: () => void): unknown;
  random(): number;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

/** The client over one WebSocket. Calls made while the link is down wait for it; calls cut off in the middle fail as OFFLINE. */
export class BrowserClient implements LinkedClient {
  readonly #world: BrowserWorld;
  readonly #waiting = new Map<number, Waiting>();
  readonly #unsent: ClientFrame[] = [];
  /** Answers to what was asked before there was a client, by question. */
  readonly #asked = new Map<string, Promise<unknown>>();
  readonly #events = new Listeners<EngineEvent>();
  readonly #reconnects = new Listeners<void>();
  readonly #links = new Listeners<LinkState>();
  #socket: Socket;
  #state: LinkState = 'lost';
  #opened = false;
  #tries = 0;
  #lastId = 0;

  constructor(world: BrowserWorld) {
    this.#world = world;
    this.#socket = world.early ? this.#follow(world.early.socket) : this.#connect();
    if (world.early) this.#takeUp(world.early);
  }

  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    if (this.#state === 'refused') return Promise.reject(refused());
    const early = this.#asked.get(questionOf(name, input));
    if (early) return early as Promise<CallOutput<N>>;
    const frame: ClientFrame = { type: 'call', id: ++this.#lastId, name, input };
    if (this.#state === 'open') this.#socket.send(JSON.stringify(frame));
    else this.#unsent.push(frame);
    return this.#answerTo(frame) as Promise<CallOutput<N>>;
  }

  subscribe(listener: (event: EngineEvent) => void): () => void {
    return this.#events.add(listener);
  }

  onReconnect(listener: () => void): () => void {
    return this.#reconnects.add(listener);
  }

  onLink(listener: (state: LinkState) => void): () => void {
    listener(this.#state);
    return this.#links.add(listener);
  }

  exportUrl(ticket: string): string {
    return `/export/${ticket}`;
  }

  mediaUrl(kind: MediaKind, sha256: string): string {
    return `/media/${kind}/${sha256}`;
  }

  #answerTo({ id }: ClientFrame): Promise<unknown> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** What was asked before stands for the same questions of those who start with the client, in this very turn; then comes what happened meanwhile. */
  #takeUp({ asked, opened, received, closed }: EarlyLink): void {
    for (const frame of asked) {
      const answer = this.#answerTo(frame);
      answer.catch(() => {}); // Whoever asks for it is told.
      this.#asked.set(questionOf(frame.name, frame.input), answer);
      this.#lastId = Math.max(this.#lastId, frame.id);
    }
    if (!opened) this.#unsent.push(...asked);
    queueMicrotask(() => {
      this.#asked.clear();
      if (opened) this.#onOpen();
      for (const { data } of received) this.#onFrame(JSON.parse(String(data)) as HostFrame);
      if (closed !== null) this.#onClose(closed);
    });
  }

  #connect(): Socket {
    return this.#follow(this.#world.open());
  }

  #follow(socket: Socket): Socket {
    socket.onopen = () => this.#onOpen();
    socket.onmessage = (message) => this.#onFrame(JSON.parse(String(message.data)) as HostFrame);
    socket.onclose = (close) => this.#onClose(close.code);
    return socket;
  }

  #onOpen(): void {
    this.#tries = 0;
    this.#set('open');
    for (const frame of this.#unsent.splice(0)) this.#socket.send(JSON.stringify(frame));
    if (this.#opened) this.#reconnects.tell();
    this.#opened = true;
  }

  #onFrame(frame: HostFrame): void {
    if (frame.type === 'event') return this.#events.tell(frame.event);
    const waiting = this.#waiting.get(frame.id);
    if (!waiting) return;
    this.#waiting.delete(frame.id);
    if (frame.ok) waiting.resolve(frame.value);
    else waiting.reject(AppError.fromData(frame.error));
  }

  #onClose(code: number): void {
    if (code === CLOSED_UNKNOWN_SESSION) return this.#refuse();
    this.#failSent(new AppError('OFFLINE', 'The link to the companion’s host was cut. It may have done this or not: look before trying again.'));
    this.#set('lost');
    this.#world.setTimer(reconnectDelay(this.#tries++, this.#world.random), () => {
      this.#socket = this.#connect();
    });
  }

  #refuse(): void {
    this.#unsent.length = 0;
    this.#failSent(refused());
    this.#set('refused');
  }

  #failSent(error: AppError): void {
    const unsent = new Set(this.#unsent.map((frame) => frame.id));
    for (const [id, waiting] of this.#waiting) {
      if (unsent.has(id)) continue;
      this.#waiting.delete(id);
      waiting.reject(error);
    }
  }

  #set(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#links.tell(state);
  }
}

const questionOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`;

function refused(): AppError {
  return new AppError('NOT_ALLOWED', 'This browser has no session with the host. Open the address the host printed.');
}
