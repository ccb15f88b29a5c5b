import { protocol } from 'electron';
import { MEDIA_SCHEME, PAGE_SCHEME } from './origin.ts';

/** Makes `app:` and `media:` known to Chromium. Once, before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: MEDIA_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true } },
  ]);
}
