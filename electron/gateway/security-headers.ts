import { contentSecurityPolicy } from '../hosts/content-security.ts';

/** Headers of every answer. `host` is the checked `Host` of the request; some browsers do not count `ws:` as `'self'`, so it is named. */
export function securityHeaders(host: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy({ connect: [`ws://${host}`], media: [] }),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
