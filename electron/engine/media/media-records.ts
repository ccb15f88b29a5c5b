import type { EndpointName } from '../../../shared/domain.ts';
import { OUTPUTS_OF_ASSET } from '../queue/outputs-of-asset.ts';
import type { Store } from '../store/open.ts';

/** What is remembered of how media reach the API. All methods are synchronous and take part in whatever transaction is open. */
export interface MediaRecords {
  /** Where the API has these bytes, and since when (ms); null: never, or it was another API. */
  addressOf(sha256: string, endpoint: EndpointName): { url: string; madeAt: number } | null;
  /** Where in the bucket these bytes lie. */
  objectOf(bucket: string, sha256: string): string | null;
  uploaded(bucket: string, sha256: string, name: string, now: number): void;
  dataVerdict(endpoint: EndpointName, model: string): 'accepted' | 'refused' | null;
  setDataVerdict(endpoint: EndpointName, model: string, verdict: 'accepted' | 'refused', now: number): void;
}

export function createMediaRecords(store: Store): MediaRecords {
  const address = store.prepare<[{ sha256: string; endpoint: EndpointName }], { url: string; madeAt: number }>(
    `SELECT url, output.finished_at AS madeAt FROM ${OUTPUTS_OF_ASSET} AS output JOIN job ON job.id = output.job_id JOIN batch ON batch.id = job.batch_id
     WHERE batch.endpoint = +@endpoint AND output.finished_at IS NOT NULL ORDER BY output.finished_at DESC LIMIT 1`,
  );
  const object = store.prepare<[string, string], string>('SELECT name FROM bucket_object WHERE bucket = ? AND sha256 = ?').pluck();
  const upload = store.prepare('INSERT OR REPLACE INTO bucket_object (bucket, sha256, name, uploaded_at) VALUES (?, ?, ?, ?)');
  const verdict = store.prepare<[EndpointName, string], 'accepted' | 'refused'>('SELECT verdict FROM model_data WHERE endpoint = ? AND model = ?').pluck();
  const setVerdict = store.prepare('INSERT OR REPLACE INTO model_data (endpoint, model, verdict, told_at) VALUES (?, ?, ?, ?)');
  return {
    addressOf: (sha256, endpoint) => address.get({ sha256, endpoint }) ?? null,
    objectOf: (bucket, sha256) => object.get(bucket, sha256) ?? null,
    uploaded: (bucket, sha256, name, now) => void upload.run(bucket, sha256, name, now),
    dataVerdict: (endpoint, model) => verdict.get(endpoint, model) ?? null,
    setDataVerdict: (endpoint, model, told, now) => void setVerdict.run(endpoint, model, told, now),
  };
}
