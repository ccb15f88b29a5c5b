import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may talk to a gateway: holders of its token, and browsers that once opened the page with it. */
export interface Session {
  /** A browser that opened `/?token=…`. */
  acceptsToken(token: string | null): boolean;
  /** What a request brings: the cookie of an opened page, or `Authorization: Bearer <token>`. */
  accepts(credentials: { cookie: string | null; authorization: string | null }): boolean;
  /** `Set-Cookie` for a browser whose token was accepted. */
  setCookie: string;
}

/** 256 random bits, fit for an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The cookie is derived from the token and does not tell it. Cookies do not keep ports apart, so its name does: two browser hosts on one
 * machine leave each other signed in. `port` is the one that browsers see.
 */
export function createSession(token: string, port: number): Session {
  const name = `companion-${port}`;
  const secret = createHmac('sha256', token).update('session').digest('base64url');
  const acceptsToken = (given: string | null) => given !== null && isSame(given, token);
  return {
    acceptsToken,
    accepts: ({ cookie, authorization }) => isSame(cookieValue(cookie, name) ?? '', secret) || acceptsToken(bearer(authorization)),
    setCookie: `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
  };
}

/** Compares in a time that depends on neither text. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookieValue(header: string | null, name: string): string | null {
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return pair ? pair.slice(pair.indexOf('=') + 1).trim() : null;
}

function bearer(header: string | null): string | null {
  return /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? null;
}
