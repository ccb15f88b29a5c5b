import type { RequestDetail } from '../../../shared/contract.ts';
import { sleep } from '../../../shared/clock.ts';
import type { KeyMinute } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { dialect, FIRST_DIALECT } from '../api/dialect.ts';
import { createFlights } from '../board/flights.ts';
import { createMinutes } from '../board/minutes.ts';
import { requestDetail } from '../board/request-detail.ts';
import { createSpendReport } from '../board/spend.ts';
import { createRequestLog } from '../board/request-log.ts';
import { toRequestView } from '../queue/rows.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type BoardCall = 'flight.list' | 'flight.plan' | 'key.minutes' | 'spend.report' | 'request.list' | 'request.get';

export function boardHandlers(rooms: Rooms): Handlers<BoardCall> {
  const { ledger, jobs, clock, forecaster } = rooms;
  const flights = createFlights(rooms.store);
  const minutes = createMinutes(rooms.store);
  const log = createRequestLog(rooms.store);
  const spend = createSpendReport(rooms.store);
  const key = rooms.store.prepare<[number], { label: string; prefix: string; last4: string }>('SELECT label, prefix, last4 FROM api_key WHERE id = ?');

  /** A day of fifty keys is much to read: between two keys others have their turn. */
  async function allMinutes(since: number): Promise<KeyMinute[]> {
    const all: KeyMinute[] = [];
    for (const keyId of minutes.keys(rooms.endpoint())) {
      all.push(...minutes.ofKey(keyId, since));
      await sleep(clock, 0);
    }
    return all;
  }

  function detail(id: number): RequestDetail {
    const row = ledger.request(id);
    const owner = row && key.get(row.key_id);
    if (!row || !owner) throw new AppError('NOT_FOUND', 'There is no such request any more.', { requestId: id });
    const job = row.job_id === null ? null : jobs.job(row.job_id);
    const name = (job && jobs.batch(job.batch_id)?.endpoint) ?? rooms.endpoint();
    return requestDetail({
      request: toRequestView(row),
      key: owner,
      job,
      attempt: row.attempt_id === null ? null : ledger.attempt(row.attempt_id),
      outputs: row.attempt_id === null ? [] : ledger.outputs(row.attempt_id),
      baseUrl: rooms.endpoints.get(name)?.baseUrl ?? '',
      dialect: rooms.settings.get(`dialect.${name}`, dialect, FIRST_DIALECT),
    });
  }

  return {
    'flight.list': ({ since, before, limit }) => flights({ since, before: before ?? Number.MAX_SAFE_INTEGER, limit }),
    'flight.plan': () => forecaster.plan(),
    'key.minutes': ({ keyId, since }) => (keyId === undefined ? allMinutes(since) : minutes.ofKey(keyId, since)),
    'spend.report': ({ since }) => spend(rooms.endpoint(), since),
    'request.list': log,
    'request.get': ({ id }) => detail(id),
  };
}
