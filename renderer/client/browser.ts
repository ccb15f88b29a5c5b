import type { CallInput, CallName, CallOutput, EngineEvent, MediaKind } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { ClientFrame, HostFrame } from '../../shared/wire.ts';
import { reconnectDelay } from './backoff.ts';
import type { LinkedClient, LinkState } from './link.ts';
import { Listeners } from './listeners.ts';

/** The host closes with this when the browser has no session: its address must be opened again. */
export const CLOSED_UNKNOWN_SESSION = 4401;

/** The part of WebSocket that is used, so that tests can pass another. */
export type Socket = Pick<WebSocket, 'send' | 'onopen' | 'onclose' | 'onmessage'>;

export interface BrowserWorld {
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
    this.#socket = this.#connect();
  }

  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    if (this.#state === 'refused') return Promise.reject(refused());
    const frame: ClientFrame = { type: 'call', id: ++this.#lastId, name, input };
    return new Promise((resolve, reject) => {
      this.#waiting.set(frame.id, { resolve: resolve as (value: unknown) => void, reject });
      if (this.#state === 'open') this.#socket.send(JSON.stringify(frame));
      else this.#unsent.push(frame);
    });
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

  #connect(): Socket {
    const socket = this.#world.open();
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

function refused(): AppError {
  return new AppError('NOT_ALLOWED', 'This browser has no session with the host. Open the address the host printed.');
}
