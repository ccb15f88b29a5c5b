import type { EndpointName, JobError, ModelInput } from '../../../shared/domain.ts';
import type { Clock } from '../../../shared/clock.ts';
import { type PlacedRef, referencesIn, withRefs } from '../../../shared/media/reference.ts';
import type { BucketClient } from '../api/bucket.ts';
import type { ApiError, Exchange, JobReport } from '../api/exchange.ts';
import { namesIn } from '../api/refused-field.ts';
import type { AssetFiles } from '../library/asset-files.ts';
import type { Assets } from '../library/assets.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { JobRow } from '../queue/rows.ts';
import { type BucketKeeper, bucketId } from './bucket-keeper.ts';
import type { MediaRecords } from './media-records.ts';
import type { Uploads } from './uploads.ts';
import { type Way, wayOf } from './way.ts';

/** What submissions need to know of files in inputs. */
export interface Media {
  /** How the API would get a file of the library now. */
  way(sha256: string, endpoint: EndpointName, model: string): Way;
  /**
   * Whether a job's files can go out now. `held`: it waits from now on for what is missing, and goes by itself; `ended`: it ended, with its
   * reason. In the transaction that would claim it.
   */
  claim(job: JobRow, endpoint: EndpointName, now: number): 'free' | 'held' | 'ended';
  /** The input as it is sent: every reference replaced. Reads files; changes nothing. */
  fill(input: ModelInput, endpoint: EndpointName, model: string): Promise<Filled>;
  /** Takes in what an answer to a run says of files inside the request. In the transaction that records it. `again`: another way is to be tried. */
  heard(job: { id: number; model: string; input: ModelInput }, endpoint: EndpointName, filled: Filled, exchange: Exchange<JobReport>): 'as-it-is' | 'again';
}

export type Filled = { kind: 'filled'; input: ModelInput; /** A file is inside. */ data: boolean } | { kind: 'not-filled'; error: ApiError };

export interface MediaOptions {
  clock: Pick<Clock, 'now'>;
  jobs: Jobs;
  assets: Assets;
  files: AssetFiles;
  records: MediaRecords;
  keeper: BucketKeeper;
  client: Pick<BucketClient, 'link'>;
  uploads: Uploads;
  /** Whether files may go inside requests. */
  asData(): boolean;
}

/** The API keeps results so long (abstrakt-api.md, section 3); the margin is for the time a job waits there before it fetches. */
const KEPT_MS = 24 * 3_600_000;
const KEPT_MARGIN_MS = 20 * 60_000;
/** How long an address in the bucket works, in seconds. */
const LINK_S = 24 * 3_600;

export function createMedia(options: MediaOptions): Media {
  const { clock, jobs, assets, records, keeper } = options;
  /** By endpoint and model: the job whose answer tells whether it takes files inside the request. */
  const trials = new Map<string, number>();

  function way(sha256: string, endpoint: EndpointName, model: string): Way {
    const bucket = keeper.settings();
    return wayOf({
      asset: assets.get(sha256),
      address: addressOf(sha256, endpoint),
      data: dataOf(endpoint, model),
      bucket: bucket && {
        name: bucket.name,
        state: keeper.open() ? 'open' : 'locked',
        uploaded: records.objectOf(bucketId(bucket), sha256) !== null,
      },
    });
  }

  function addressOf(sha256: string, endpoint: EndpointName): { url: string; until: number } | null {
    const known = records.addressOf(sha256, endpoint);
    const until = (known?.madeAt ?? 0) + KEPT_MS - KEPT_MARGIN_MS;
    return known && clock.now() < until ? { url: known.url, until } : null;
  }

  /** The sandbox is on this machine: what goes there goes nowhere. */
  function dataOf(endpoint: EndpointName, model: string): 'off' | 'untried' | 'accepted' | 'refused' {
    if (endpoint === 'api' && !options.asData()) return 'off';
    return records.dataVerdict(endpoint, model) ?? 'untried';
  }

  function claim(job: JobRow, endpoint: EndpointName, now: number): 'free' | 'held' | 'ended' {
    if (!mayRefer(job.input)) return 'free';
    const ways = referencesIn(JSON.parse(job.input) as ModelInput).map((placed) => ({ placed, way: wayOfRef(placed, endpoint, job.model) }));
    const none = ways.find((one) => one.way.kind === 'none');
    if (none?.way.kind === 'none') {
      jobs.move(job.id, 'starve', { error: notSent(none.placed.field, none.way.why), finishedAt: now });
      return 'ended';
    }
    let free = true;
    for (const { placed, way: to } of ways) {
      if (placed.ref.kind === 'asset' && to.kind === 'bucket' && !to.uploaded) {
        jobs.hold(job.id, { kind: 'upload', sha256: placed.ref.sha256 });
        options.uploads.want(placed.ref.sha256);
        free = false;
      }
    }
    if (free && ways.some((one) => one.way.kind === 'data' && !one.way.tried) && !mayTry(job, endpoint)) {
      jobs.hold(job.id, { kind: 'trial', model: trialOf(endpoint, job.model) });
      free = false;
    }
    return free ? 'free' : 'held';
  }

  function wayOfRef({ ref }: PlacedRef, endpoint: EndpointName, model: string): Way {
    if (ref.kind === 'asset') return way(ref.sha256, endpoint, model);
    return { kind: 'none', why: `It names the output of job ${ref.job}, and its batch has no such job before it.` };
  }

  /** One job of a model tries; the others wait for its answer. One that is no longer on its way has told nothing. */
  function mayTry({ id, model }: JobRow, endpoint: EndpointName): boolean {
    const key = trialOf(endpoint, model);
    const trying = trials.get(key);
    if (trying !== undefined && trying !== id && jobs.job(trying)?.state === 'submitting') return false;
    trials.set(key, id);
    return true;
  }

  async function fill(input: ModelInput, endpoint: EndpointName, model: string): Promise<Filled> {
    const texts = new Map<string, string>();
    let data = false;
    for (const placed of referencesIn(input)) {
      const { ref } = placed;
      const to = wayOfRef(placed, endpoint, model);
      const text = ref.kind === 'asset' ? await textOf(ref.sha256, to) : null;
      // Found out a moment ago, and no longer so: the job goes back, and finds its way anew.
      if (text === null)
        return { kind: 'not-filled', error: { code: 'INPUT_MOVED', message: 'What is sent for a file changed just now.', status: null, details: null } };
      if (text === 'gone') return { kind: 'not-filled', error: { ...notSent(placed.field, GONE), code: 'INPUT_LOST', details: null } };
      data ||= to.kind === 'data';
      texts.set(placed.field, text);
    }
    return { kind: 'filled', input: withRefs(input, (_, field) => texts.get(field) ?? null), data };
  }

  async function textOf(sha256: string, to: Way): Promise<string | null> {
    switch (to.kind) {
      case 'address':
        return to.url;
      case 'data':
        return dataAddress(sha256);
      case 'bucket':
        return bucketAddress(sha256);
      case 'none':
        return null;
    }
  }

  async function dataAddress(sha256: string): Promise<string> {
    const asset = assets.get(sha256);
    const bytes = asset && (await options.files.read(sha256, asset.extension));
    return asset && bytes ? `data:${asset.mime};base64,${Buffer.from(bytes).toString('base64')}` : 'gone';
  }

  async function bucketAddress(sha256: string): Promise<string | null> {
    const bucket = keeper.open();
    const name = bucket && records.objectOf(bucketId(bucket), sha256);
    return bucket && name ? options.client.link(bucket, name, LINK_S) : null;
  }

  function heard(
    job: { id: number; model: string; input: ModelInput },
    endpoint: EndpointName,
    filled: Filled,
    exchange: Exchange<JobReport>,
  ): 'as-it-is' | 'again' {
    const key = trialOf(endpoint, job.model);
    const verdict = filled.kind === 'filled' && filled.data ? verdictOf(job.input, exchange) : null;
    const known = verdict && records.dataVerdict(endpoint, job.model);
    if (verdict !== null && known === null) records.setDataVerdict(endpoint, job.model, verdict, clock.now());
    if (trials.get(key) === job.id) {
      trials.delete(key);
      jobs.free({ kind: 'trial', model: key });
    }
    return verdict === 'refused' && known !== 'accepted' ? 'again' : 'as-it-is';
  }

  return { way, claim, fill, heard };
}

/** Told from the text, so that inputs without files cost nothing. */
function mayRefer(input: string): boolean {
  return input.includes('"asset:') || input.includes('"output-of:');
}

function trialOf(endpoint: EndpointName, model: string): string {
  return `${endpoint} ${model}`;
}

/** What an answer says of files inside the request; null: nothing. A 400 that names only other fields is about those. */
function verdictOf(input: ModelInput, exchange: Exchange<JobReport>): 'accepted' | 'refused' | null {
  if (exchange.kind === 'ok') return exchange.value.status === 'failed' ? null : 'accepted';
  if (exchange.kind !== 'refused' || exchange.refusal !== 'invalid') return null;
  const named = exchange.error.details ? namesIn(exchange.error.details) : [];
  const fields = referencesIn(input).flatMap(({ field }) => field.split('.'));
  return named.length === 0 || named.some((name) => fields.includes(name)) ? 'refused' : null;
}

const GONE = 'The file is not where the library keeps it.';

function notSent(field: string, why: string): JobError {
  return { code: 'INPUT_NOT_SENT', message: `The API cannot be given ${field}. ${why} The job was not sent and cost nothing.`, status: null };
}
