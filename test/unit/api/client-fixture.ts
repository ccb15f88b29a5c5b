import { createApiClient } from '../../../electron/engine/api/api-client.ts';
import { type Dialect, type DialectStore, FIRST_DIALECT } from '../../../electron/engine/api/dialect.ts';
import type { ApiClient, Exchange } from '../../../electron/engine/api/exchange.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { type Answer, FakeApi } from './fake-api.ts';

export const SECRET = 'sk_test_0123456789abcdef';
export const RUN = { secret: SECRET, model: 'fal-ai/flux/schnell', input: { prompt: 'a fox' }, mode: 'sync' } as const;
export const never = new AbortController().signal;

export interface Bench {
  api: FakeApi;
  client: ApiClient;
  clock: VirtualClock;
  dialect: DialectStore;
}

/** A client against a script. */
export function bench(...script: Answer[]): Bench {
  return benchWith({}, ...script);
}

export function benchWith(options: { aliases?: Record<string, string[]>; dialect?: Dialect }, ...script: Answer[]): Bench {
  const api = new FakeApi(...script);
  const clock = new VirtualClock();
  const dialect = memoryDialect(options.dialect);
  const aliasesOf = (model: string) => options.aliases?.[model] ?? [];
  const client = createApiClient({ baseUrl: 'https://api.example.test/v1', fetch: api.fetch, dialect, clock, aliasesOf });
  return { api, client, clock, dialect };
}

export function memoryDialect(first: Dialect = FIRST_DIALECT): DialectStore {
  let current = first;
  return {
    get: () => current,
    set(next) {
      current = next;
    },
  };
}

/** The exchange, which must be of this kind. */
export function as<K extends Exchange<T>['kind'], T>(exchange: Exchange<T>, kind: K): Extract<Exchange<T>, { kind: K }> {
  if (exchange.kind !== kind) throw new Error(`expected ${kind}, got ${JSON.stringify(exchange)}`);
  return exchange as Extract<Exchange<T>, { kind: K }>;
}
