import type { JobRoom } from '../jobs/job-room.ts';
import type { JsonSchema } from '../models/json-schema.ts';

export interface MediaInputOptions {
  jobs: Pick<JobRoom, 'findOutput'>;
  /** Whether files inside the request (`data:`) are taken. The API documents neither. */
  dataUris: 'accepted' | 'refused';
  /** Where this sandbox serves its outputs: `http://127.0.0.1:4010`. */
  origin: string;
}

/** Fields that take a picture, film or sound, as the models of the sandbox name them. */
const MEDIA_NAME = /_(url|image|video|audio)$/;
const DATA = /^data:(image|video|audio)\/[a-z0-9.+-]+;base64,([A-Za-z0-9+/]+={0,2})$/;

/**
 * What is wrong with the media of a valid input, by field. Nothing is ever fetched: an address of this sandbox must be an output it still has, any
 * other http(s) address is taken as it is, and everything else is refused, as a server would that cannot reach it.
 */
export function mediaProblems(schema: JsonSchema, input: Record<string, unknown>, options: MediaInputOptions): Record<string, string> {
  const named = Object.keys(schema.properties ?? {}).filter((name) => MEDIA_NAME.test(name));
  const problems = named.flatMap((name): [string, string][] => {
    const value = input[name];
    const what = typeof value === 'string' && value !== '' ? problemOf(value, options) : null;
    return what === null ? [] : [[name, what]];
  });
  return Object.fromEntries(problems);
}

function problemOf(value: string, { jobs, dataUris, origin }: MediaInputOptions): string | null {
  if (/^data:/i.test(value)) {
    if (dataUris === 'refused') return 'must be a public address: files inside the request are not taken';
    return DATA.test(value) ? null : 'is no image, video or audio in base64';
  }
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return 'must be a public http(s) address';
  if (url.origin !== origin) return null;
  const file = /^\/outputs\/([^/]+)$/.exec(url.pathname)?.[1];
  return file !== undefined && jobs.findOutput(file) ? null : 'could not be fetched: there is no such file, or it is older than 24 hours';
}
