/**
 * Tells from what `fetch` threw whether the request can have left this machine. Only errors that prove it did not are listed:
 * whatever is missing here counts as sent, because a second submission may be charged twice.
 */

/** Node's and undici's codes of failing to find, reach or trust the server: before the first byte of the request. */
const UNSENT_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Chromium's names of the same, as Electron's `net.fetch` puts them into the message. */
const UNSENT_CHROMIUM =
  /^ERR_(CONNECTION_REFUSED|CONNECTION_TIMED_OUT|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_[A-Z_]+)$/;

/** What the fetch standard refuses by itself has no code, only these words: a port it blocks, a scheme it does not speak. */
const UNSENT_WORDS: ReadonlySet<unknown> = new Set(['bad port', 'unknown scheme']);

/** Steps of a connection before anything of the request is written. */
const EARLY_CALLS: ReadonlySet<string> = new Set(['connect', 'getaddrinfo', 'bind']);

const DEEPEST = 8;

/** The code that proves that nothing was sent, or null. Looks through `cause` and through every attempt of an AggregateError. */
export function unsentCode(thrown: unknown, depth = 0): string | null {
  if (typeof thrown !== 'object' || thrown === null || depth > DEEPEST) return null;
  const { code, syscall, message, errors, cause } = thrown as Record<string, unknown>;
  const own = codeOf(code, message);
  if (own !== null && (UNSENT_CODES.has(own) || UNSENT_CHROMIUM.test(own))) return own;
  if (UNSENT_WORDS.has(message)) return 'BAD_ADDRESS';
  if (typeof syscall === 'string' && EARLY_CALLS.has(syscall)) return own ?? syscall;
  if (Array.isArray(errors) && errors.length > 0) return commonCode(errors, depth);
  return unsentCode(cause, depth + 1);
}

/** Several addresses were tried (happy eyeballs): each of the attempts must prove it. */
function commonCode(errors: readonly unknown[], depth: number): string | null {
  const codes = errors.map((error) => unsentCode(error, depth + 1));
  return codes.includes(null) ? null : (codes[0] ?? null);
}

function codeOf(code: unknown, message: unknown): string | null {
  if (typeof code === 'string') return code;
  return typeof message === 'string' ? (/\bnet::(ERR_[A-Z_]+)/.exec(message)?.[1] ?? null) : null;
}
