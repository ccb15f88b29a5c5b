import type { EndpointName, ModelInput } from '../../../shared/domain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Provenance } from '../library/stored-file.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import { originOf } from '../queue/origin.ts';
import { promptOf } from '../queue/prompt-of.ts';
import { type AttemptRow, type BatchRow, type JobRow, toCredits } from '../queue/rows.ts';

/** A job whose outputs are brought home, and what it belongs to. */
export interface Collecting {
  attempt: AttemptRow;
  job: JobRow;
  batch: BatchRow;
}

export interface ProvenanceOptions {
  ledger: Ledger;
  keyRing: KeyRing;
  catalog: Catalog;
  jobs: Jobs;
}

/** How an output was made, as the library keeps it. */
export function provenanceOf({ ledger, keyRing, catalog, jobs }: ProvenanceOptions, { attempt, job, batch }: Collecting): Provenance {
  const input = JSON.parse(job.input) as ModelInput;
  const endpoint: EndpointName = batch.endpoint;
  return {
    endpoint,
    jobId: job.id,
    jobNumber: job.number,
    batchId: batch.id,
    batchName: batch.name,
    batchTotal: jobs.size(batch.id),
    model: job.model,
    modelName: catalog.get(endpoint, job.model)?.name ?? job.model,
    prompt: promptOf(input),
    input,
    seed: typeof input.seed === 'number' && Number.isInteger(input.seed) ? input.seed : null,
    keyLabel: keyRing.find(attempt.key_id)?.label ?? null,
    credits: toCredits(job.credits, job.credits_source),
    tookMs: tookMs(attempt, ledger),
    origin: originOf(job, batch),
  };
}

/** From the request that started it to the answer that ended it. */
function tookMs(attempt: AttemptRow, ledger: Ledger): number | null {
  const end = attempt.finished_at ?? ledger.attempt(attempt.id)?.finished_at;
  return end === null || end === undefined ? null : Math.max(0, end - attempt.started_at);
}
