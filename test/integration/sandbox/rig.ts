import { expect } from 'vitest';
import { createSandbox, type KeyOptions, type Sandbox, type SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- tests read answers of many shapes
export type Body = any;

export interface Answer {
  status: number;
  headers: Headers;
  body: Body;
}

/** A sandbox in virtual time, and a client that waits in it. */
export interface Rig {
  clock: VirtualClock;
  sandbox: Sandbox;
  /** Sends one request with a key (by label, default the first; null for none) and waits in virtual time for its answer. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  run(body: unknown, options?: SendOptions & { model?: string }): Promise<Answer>;
  /** Starts a request and does not wait. */
  start(method: string, path: string, options?: SendOptions): Promise<Response>;
  /** Waits in virtual time for something started earlier. */
  wait<Value>(pending: Promise<Value>): Promise<Value>;
}

export interface SendOptions {
  key?: string | null;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export const PRO: KeyOptions = { label: 'pro', plan: 'pro' };

export function createRig(options: Partial<SandboxOptions> = {}): Rig {
  const clock = new VirtualClock();
  const sandbox = createSandbox({ clock, keys: [PRO], media: 'stub', durations: { 'flux-schnell': 2_000 }, ...options });
  const model = (options.revision ?? 'B') === 'B' ? 'flux-schnell' : 'fal-ai/flux/schnell';
  const start = (method: string, path: string, { key, body, signal, headers }: SendOptions = {}) => {
    const secret = sandbox.keys.find(({ label }) => label === (key ?? sandbox.keys[0]?.label))?.secret ?? 'sk_test_unknown';
    const url = path.startsWith('http') ? path : sandbox.baseUrl + path;
    return sandbox.fetch(url, {
      method,
      headers: { ...(key === null ? {} : { Authorization: `Bearer ${secret}` }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  };
  const wait = async <Value>(pending: Promise<Value>): Promise<Value> => {
    let settled = false;
    const note = () => {
      settled = true;
    };
    pending.then(note, note);
    await clock.runUntil(() => settled);
    return pending;
  };
  const send: Rig['send'] = async (method, path, sendOptions) => {
    const response = await wait(start(method, path, sendOptions));
    const text = await wait(response.text());
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : parsed(text) };
  };
  const run: Rig['run'] = (body, runOptions = {}) => send('POST', `/models/${runOptions.model ?? model}/run`, { ...runOptions, body });
  return { clock, sandbox, start, wait, send, run };
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function expectError(answer: Answer, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ error: { code, message: expect.any(String) } });
}

export const FOX = { input: { prompt: 'a fox' } };
