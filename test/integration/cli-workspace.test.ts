import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from './cli-programs.ts';
import { leaks, workbench } from './workbench.ts';

describe('a workspace', () => {
  it('is opened by one at a time; the second is told who has it', async () => {
    const { sandbox, cli, command } = await workbench(5, ['--durations', '{"flux-schnell":2000}', '--keys', 'pro']);
    const first = cli(['run', 'prompts.jsonl']);
    await until(async () => (await sandbox.accepted()).total > 0);
    const { code, err } = await command(['status']);
    expect([code, err]).toEqual([4, expect.stringContaining(String(first.child.pid))]);
    first.child.kill('SIGKILL');
    await first.ended;
  });

  it('is read without sending what is queued', async () => {
    const { sandbox, cli, command } = await workbench(30, ['--durations', '{"flux-schnell":500}', '--keys', 'free']);
    const first = cli(['run', 'prompts.jsonl']);
    await until(async () => (await sandbox.accepted()).total >= 2);
    first.child.kill('SIGINT');
    await first.ended;
    const { total } = await sandbox.accepted();
    for (const args of [['status'], ['jobs'], ['keys'], ['export', 'out'], ['doctor']]) expect((await command(args)).code).toBe(0);
    expect((await sandbox.accepted()).total).toBe(total);
    const { out } = await command(['jobs', '--state', 'queued', '--json']);
    expect(JSON.parse(out)).toHaveLength(30 - total);
  });

  it('exports what is new under readable names, and knows when a file is damaged', async () => {
    const { folder, command } = await workbench(4, ['--time-scale', '0.02', '--keys', 'pro']);
    await command(['run', 'prompts.jsonl']);
    expect(await command(['export', 'out'])).toMatchObject({ code: 0, out: '4 files exported\n' });
    expect(readdirSync(join(folder, 'out')).toSorted()[0]).toMatch(/^prompts\.jsonl 1 fox 1 [0-9a-f]{12}\.\w+$/);
    expect((await command(['export', 'out', '--json'])).out).toBe('{"exported":0,"kept":4,"missing":0}\n');
    expect((await command(['export', 'out', '--pattern', '{nonsense}'])).code).toBe(2);

    expect((await command(['doctor', '--rehash'])).code).toBe(0);
    truncateSync(oneAsset(folder), 3);
    expect(await command(['doctor', '--json'])).toMatchObject({ code: 3, out: expect.stringContaining('hash-mismatch') });
  });
});

describe('keys', () => {
  it('lie in the vault under a passphrase and work from there', async () => {
    const { folder, sandbox, command } = await workbench(2, ['--time-scale', '0.02', '--keys', 'pro']);
    const env = { ABSTRAKT_BASE_URL: sandbox.baseUrl, ABSTRAKT_PASSPHRASE: 'a long passphrase' };
    expect(await command(['keys', 'add', '--label', 'nord'], { env, input: `${sandbox.secrets[0]}\n` })).toMatchObject({
      code: 0,
      out: expect.stringContaining('nord (ends in'),
    });
    expect((await command(['keys'], { env })).out).toMatch(/^nord +\w{4} +vault/m);
    expect((await command(['run', 'prompts.jsonl'], { env: { ABSTRAKT_BASE_URL: sandbox.baseUrl } })).code).toBe(1);
    expect(await command(['run', 'prompts.jsonl'], { env })).toMatchObject({ code: 0 });
    expect((await command(['keys', 'remove', 'nord'], { env })).code).toBe(0);
    expect(leaks(folder, sandbox)).toEqual([]);
  });
});

function oneAsset(folder: string): string {
  const files = readdirSync(join(folder, 'w', 'assets'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.json'),
  );
  return join(files[0]!.parentPath, files[0]!.name);
}
