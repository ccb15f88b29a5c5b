import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOurPage } from '../../../electron/desktop/origin.ts';
import { pageFile } from '../../../electron/desktop/page-files.ts';

describe('isOurPage', () => {
  it.each(['app://companion/', 'app://companion/renderer/index.html#queue', 'app://companion'])('knows %s', (url) => expect(isOurPage(url)).toBe(true));
  it.each([
    '',
    'https://companion/',
    'app://companion.example.com/',
    'app://other/',
    'app://user@companion/',
    'file:///index.html',
    'about:blank',
    'data:text/html,app://companion/',
  ])('refuses "%s"', (url) => expect(isOurPage(url)).toBe(false));
});

describe('pageFile', () => {
  let root = '';
  const get = (path: string, method = 'GET') => pageFile(root, { url: `app://companion${path}`, method });

  beforeAll(async () => {
    const outer = await mkdtemp(join(tmpdir(), 'companion-pages-'));
    root = join(outer, 'renderer');
    await mkdir(join(root, 'renderer'), { recursive: true });
    await mkdir(join(root, 'assets'));
    await writeFile(join(root, 'renderer', 'index.html'), '<!doctype html>');
    await writeFile(join(root, 'assets', 'index-Ab_c-1.js'), 'export {};');
    await writeFile(join(root, '.secret.json'), '{}');
    await writeFile(join(outer, 'outside.json'), '{}');
  });
  afterAll(() => rm(join(root, '..'), { recursive: true, force: true }));

  it('serves the page at the root, under a strict policy', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("connect-src 'self' media:");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('serves files by their type', async () => {
    const response = await get('/assets/index-Ab_c-1.js');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/../outside.json',
    '/%2e%2e/outside.json',
    '/..%2foutside.json',
    '/assets/%2e%2e/%2e%2e/outside.json',
    '/.secret.json',
    '/assets',
    '/gone.js',
    '/assets/index-Ab_c-1.js%00',
  ])('does not find %s', async (path) => expect((await get(path)).status).toBe(404));

  it('serves no other host and no other method', async () => {
    expect((await pageFile(root, { url: 'app://elsewhere/', method: 'GET' })).status).toBe(404);
    expect((await get('/', 'POST')).status).toBe(405);
  });
});
