import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileLogger } from '../../../electron/hosts/logger.ts';

describe('fileLogger', () => {
  let workspace = '';
  const file = () => join(workspace, 'logs', 'desktop.log');
  const lines = async () =>
    (await readFile(file(), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'companion-log-'));
  });
  afterEach(() => rm(workspace, { recursive: true, force: true }));

  it('writes a line of JSON each, into a file for its owner alone', async () => {
    const log = fileLogger(workspace, 'desktop');
    log.info('engine: started', { jobs: 3 });
    log.warn('bare');
    expect(await lines()).toEqual([
      { at: expect.any(String), level: 'info', message: 'engine: started', details: { jobs: 3 } },
      { at: expect.any(String), level: 'warn', message: 'bare' },
    ]);
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('hides what looks like a secret, wherever it stands', async () => {
    fileLogger(workspace, 'desktop').error('refused sk_live_0123456789abcdef', { headers: { Authorization: 'Bearer some.token' }, key: ['sk_test_zzz'] });
    const text = await readFile(file(), 'utf8');
    expect(text).not.toMatch(/0123456789|some\.token|zzz/);
    expect(text).toContain('sk_live_…');
  });

  it('starts a new file when one is full, and keeps four', async () => {
    const log = fileLogger(workspace, 'desktop');
    for (let line = 0; line < 14; line++) log.info('x'.repeat(1024 * 1024));
    expect((await readdir(join(workspace, 'logs'))).toSorted()).toEqual(['desktop.1.log', 'desktop.2.log', 'desktop.3.log', 'desktop.4.log', 'desktop.log']);
  });
});
