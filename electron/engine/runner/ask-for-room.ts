import { MODEL_PAGE } from '../api/remote-models.ts';
import type { Endpoint } from './endpoints.ts';
import type { RequestDesk } from './request-desk.ts';

/**
 * One free request that shows what a key may do: its headers tell the limit and what is left, and it answers at once. It reads the first
 * page of models, so that it is of use beside that. Resolves when the answer is recorded, whatever it was.
 */
export async function askForRoom(desk: RequestDesk, endpoint: Endpoint, keyId: number, signal: AbortSignal): Promise<void> {
  await desk.perform(
    { keyId, kind: 'probe', attemptId: null, jobId: null },
    (secret) => endpoint.api.models(secret, { limit: MODEL_PAGE, offset: 0 }, signal),
    (exchange) => {
      if (exchange.kind === 'ok') endpoint.listed(exchange.value.models);
    },
  );
}
