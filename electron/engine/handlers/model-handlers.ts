import { AppError } from '../../../shared/errors.ts';
import type { EndpointName, ModelView } from '../../../shared/domain.ts';
import type { Exchange } from '../api/exchange.ts';
import { MODEL_PAGE, nextOffset } from '../api/remote-models.ts';
import type { Rooms } from '../rooms.ts';
import type { Endpoint } from '../runner/endpoints.ts';
import type { Handlers } from './types.ts';

type ModelCall = 'model.get' | 'model.refresh';

export function modelHandlers(rooms: Rooms): Handlers<ModelCall> {
  const { catalog, announcer, keyRing, meters, clock, desk } = rooms;

  /** A key that may spend a request on the catalog now. */
  function spareKey(endpoint: EndpointName): number | null {
    const ready = keyRing.rows().filter((row) => row.endpoint === endpoint && row.state === 'ready');
    return ready.find((row) => meters.of(row.id).meter.room(clock.now()).requests > 0)?.id ?? null;
  }

  function ask<T>(keyId: number, send: (api: Endpoint['api'], secret: string) => Promise<Exchange<T>>, endpoint: Endpoint): Promise<Exchange<T>> {
    return desk.perform({ keyId, kind: 'catalog', attemptId: null, jobId: null }, (secret) => send(endpoint.api, secret));
  }

  /** The catalog's entry; a schema that is not known yet is asked for once, when a key has a request to spare. */
  async function get(id: string): Promise<ModelView> {
    const name = rooms.endpoint();
    const known = catalog.get(name, id);
    const endpoint = rooms.endpoints.get(name);
    const key = endpoint && known?.inputSchema == null ? spareKey(name) : null;
    if (endpoint && key !== null && known?.runnable !== false) {
      const exchange = await ask(key, (api, secret) => api.model(secret, known?.id ?? id, rooms.signal), endpoint);
      if (exchange.kind === 'ok') {
        catalog.store(name, [exchange.value]);
        announcer.models();
      }
    }
    const model = catalog.get(name, id);
    if (!model) throw new AppError('NOT_FOUND', `The catalog has no model ${id}. It can still be run if the API knows it.`, { model: id });
    return model;
  }

  async function refresh(): Promise<{ models: number }> {
    const name = rooms.endpoint();
    const endpoint = rooms.endpoints.get(name);
    let models = 0;
    for (let offset: number | null = 0; offset !== null && endpoint;) {
      const key = spareKey(name);
      if (key === null) throw new AppError('CONFLICT', `No key has a request to spare now. ${models} models were read. Try again in a minute.`);
      const from: number = offset;
      const exchange = await ask(key, (api, secret) => api.models(secret, { limit: MODEL_PAGE, offset: from }, rooms.signal), endpoint);
      if (exchange.kind !== 'ok')
        throw new AppError(exchange.kind === 'not-sent' ? 'OFFLINE' : 'API_REFUSED', `The catalog could not be read: ${exchange.error.message}`, {
          code: exchange.error.code,
        });
      endpoint.listed(exchange.value.models);
      models += exchange.value.models.length;
      offset = nextOffset(from, exchange.value.models.length, exchange.value.total);
    }
    return { models };
  }

  return { 'model.get': ({ id }) => get(id), 'model.refresh': () => refresh() };
}
