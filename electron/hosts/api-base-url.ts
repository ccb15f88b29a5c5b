import { AppError } from '../../shared/errors.ts';

/** Where the published documentation says the API is. */
const PUBLISHED = 'https://api.abstrakt.one/v1';

/**
 * The real API's address, with `/v1` and without a slash at the end: `--base-url URL`, else `ABSTRAKT_BASE_URL`, else the published one.
 * Throws BAD_INPUT when it is not an http(s) address.
 */
export function apiBaseUrl(at: { env: Readonly<Record<string, string | undefined>>; flag?: string | undefined }): string {
  const given = at.flag || at.env['ABSTRAKT_BASE_URL'] || PUBLISHED;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new AppError('BAD_INPUT', 'The API’s address must look like https://host/v1. Nothing was started.');
  }
  return url.href.replace(/\/+$/, '');
}
