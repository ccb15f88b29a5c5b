export interface OtherSources {
  /** What `fetch` and WebSockets may reach besides the page's own origin. */
  connect: readonly string[];
  /** Where images, audio and video may come from besides the page's own origin. */
  media: readonly string[];
}

/**
 * The policy of our pages, for every host: our own files, no inline script, no code from strings, no frames, no forms. Style attributes are
 * needed by positioned menus. `blob:` is for what the renderer itself made.
 */
export function contentSecurityPolicy({ connect, media }: OtherSources): string {
  const list = (name: string, ...sources: string[]) => [name, ...sources].join(' ');
  return [
    list('default-src', "'none'"),
    list('script-src', "'self'"),
    list('style-src', "'self'", "'unsafe-inline'"),
    list('img-src', "'self'", 'blob:', 'data:', ...media),
    list('media-src', "'self'", 'blob:', ...media),
    list('font-src', "'self'"),
    list('worker-src', "'self'", 'blob:'),
    list('connect-src', "'self'", ...connect),
    list('base-uri', "'none'"),
    list('form-action', "'none'"),
    list('frame-ancestors', "'none'"),
  ].join('; ');
}
