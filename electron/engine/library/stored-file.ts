import type { AssetKind, Credits, EndpointName, ModelInput, Origin } from '../../../shared/domain.ts';

/** A file that lies in the library under its own hash: what its bytes say about themselves. */
export interface StoredFile {
  /** 64 lower-case hex digits. */
  sha256: string;
  bytes: number;
  /** Without a dot; `bin` for everything that is no image, video or audio of a known kind. */
  extension: string;
  mime: string;
  kind: AssetKind;
  /** Pixels, from the file's header; null where it has none or none that can be read. */
  width: number | null;
  height: number | null;
}

/** How an asset was made, written beside its bytes so that it outlives the job, the batch and the key. */
export interface Provenance {
  endpoint: EndpointName;
  jobId: number | null;
  jobNumber: number | null;
  batchId: number | null;
  batchName: string | null;
  batchTotal: number | null;
  model: string;
  modelName: string;
  prompt: string | null;
  input: ModelInput;
  seed: number | null;
  keyLabel: string | null;
  credits: Credits | null;
  tookMs: number | null;
  /** Null: its prompt was written as it stands. */
  origin: Origin | null;
}

/** Of a file of which nothing is known but what stands for its model. */
export function madeBy(model: string, modelName: string): Provenance {
  const job = { jobId: null, jobNumber: null, batchId: null, batchName: null, batchTotal: null };
  const sent = { prompt: null, input: {}, seed: null, origin: null };
  return { endpoint: 'api', ...job, model, modelName, ...sent, keyLabel: null, credits: null, tookMs: null };
}

/**
 * Provenance in numbers that survive: a seed beyond 2^53 has lost its last digits on the way here, and no seed is better than a wrong one
 * (`input` keeps what was sent); milliseconds are whole.
 */
export function exact(made: Provenance): Provenance {
  return { ...made, seed: Number.isSafeInteger(made.seed) ? made.seed : null, tookMs: made.tookMs === null ? null : Math.round(made.tookMs) };
}
