import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until, type Running, type WorkbenchSandbox } from './cli-programs.ts';
import { leaks, summaryOf, workbench } from './workbench.ts';

/** Gone at once, as soon as the server has taken so many runs. */
async function killedAt({ child, ended }: Running, { accepted }: WorkbenchSandbox, runs: number): Promise<void> {
  await until(async () => (await accepted()).total >= runs);
  child.kill('SIGKILL');
  await ended;
}

describe('run', () => {
  it('brings every job of a file home over all keys, without a refusal', async () => {
    const { folder, sandbox, cli, command } = await workbench(60, ['--time-scale', '0.02', '--keys', 'free,pro']);
    const { code, out, err } = await cli(['run', 'prompts.jsonl', '--json']).ended;
    expect([code, err]).toEqual([0, expect.stringContaining('60 of 60 done')]);
    const summary = summaryOf(out);
    expect(summary).toMatchObject({ jobs: { done: 60, failed: 0, uncertain: 0, cancelled: 0 }, rateLimited: 0, assets: 60 });
    expect(summary.keys.map((key) => [key.label, key.jobs > 0])).toEqual([
      ['free', true],
      ['pro', true],
    ]);
    expect(await sandbox.accepted()).toMatchObject({ total: 60, distinctInputs: 60 });

    const again = await command(['run', 'prompts.jsonl', '--json']);
    expect([again.code, summaryOf(again.out).jobs.done, (await sandbox.accepted()).total]).toEqual([0, 60, 60]);
    expect(leaks(folder, sandbox)).toEqual([]);
  });

  it('stops at its budget, says so, and goes on with more', async () => {
    const { sandbox, command } = await workbench(6, ['--time-scale', '0.02', '--keys', 'pro']);
    const poor = await command(['run', 'prompts.jsonl', '--budget', '2', '--json']);
    expect([poor.code, summaryOf(poor.out).jobs.done, (await sandbox.accepted()).total]).toEqual([3, 2, 2]);
    expect(poor.err).toContain('4 jobs cannot go on. The budget of their batch is reached.');
    const keys = await command(['keys', 'set', 'pro', '--budget', '4.5', '--account', 'Nord']);
    expect([keys.code, keys.out]).toEqual([0, expect.stringMatching(/account\s+budget[^]*Nord\s+2 of 4\.5/)]);
    const less = await command(['run', 'prompts.jsonl', '--budget', '20', '--json']);
    expect([less.code, summaryOf(less.out).jobs.done]).toEqual([3, 4]);
    expect(less.err).toContain('The budgets of the keys are reached.');
    await command(['keys', 'set', 'pro', '--budget', 'none']);
    const rich = await command(['run', 'prompts.jsonl', '--budget', 'none', '--json']);
    expect([rich.code, summaryOf(rich.out).jobs.done, (await sandbox.accepted()).total]).toEqual([0, 6, 6]);
  });

  it('killed in the middle, goes on, and sends twice only what it had reported as uncertain', async () => {
    const { sandbox, cli, command } = await workbench(60, ['--durations', '{"flux-schnell":700}', '--keys', 'business']);
    const first = cli(['run', 'prompts.jsonl']);
    // More than the key has places: some are done, and the companion knows how long a lost one may hold its place.
    await killedAt(first, sandbox, 55);

    const { code, out, err } = await command(['run', 'prompts.jsonl', '--uncertain', 'resubmit', '--json']);
    expect([code, err]).toEqual([0, expect.any(String)]);
    expect(summaryOf(out).jobs).toEqual({ done: 60, failed: 0, uncertain: 0, cancelled: 0 });
    const reported = err.match(/^Uncertain, sent again: /gm)?.length ?? 0;
    const { total, distinctInputs } = await sandbox.accepted();
    expect([distinctInputs, reported > 0, total <= 60 + reported]).toEqual([60, true, true]);
  });

  it('without --uncertain lists what was lost and ends with 3', async () => {
    const { sandbox, cli, command } = await workbench(20, ['--durations', '{"flux-schnell":700}', '--keys', 'business']);
    const first = cli(['run', 'prompts.jsonl']);
    await killedAt(first, sandbox, 10);
    const { code, out, err } = await command(['run', 'prompts.jsonl', '--json']);
    const { jobs } = summaryOf(out);
    expect([code, jobs.done + jobs.uncertain]).toEqual([3, 20]);
    expect(err.match(/^Uncertain: job/gm)).toHaveLength(jobs.uncertain);
    // What was on its way when the process was killed may never have come there; nothing came there twice.
    const { total, distinctInputs } = await sandbox.accepted();
    expect([total, total >= jobs.done]).toEqual([distinctInputs, true]);
  });

  it('stopped by Ctrl-C, lets answers come in and goes on later', async () => {
    const { sandbox, cli, command } = await workbench(30, ['--durations', '{"flux-schnell":400}', '--keys', 'pro']);
    const first = cli(['run', 'prompts.jsonl']);
    await until(async () => (await sandbox.accepted()).total >= 10);
    first.child.kill('SIGINT');
    const stopped = await first.ended;
    expect([stopped.code, stopped.err]).toEqual([130, expect.stringContaining('The same command goes on where this one was.')]);
    const { code, out } = await command(['run', 'prompts.jsonl', '--json']);
    expect([code, summaryOf(out).jobs.done, (await sandbox.accepted()).total]).toEqual([0, 30, 30]);
  });

  it('names every bad line and enqueues nothing', async () => {
    const { folder, sandbox, command } = await workbench(1, ['--keys', 'free']);
    writeFileSync(
      join(folder, 'bad.csv'),
      'model,prompt,num_images,batch\nfal-ai/flux/schnell,ok,1,a\nfal-ai/flux/schnell,many,two,b\nfal-ai/flux/schnell,,1,c\nx\n',
    );
    const { code, out, err } = await command(['run', 'bad.csv', '--json']);
    expect([code, out, err.match(/^bad\.csv:\d+/gm)]).toEqual([2, '', ['bad.csv:3', 'bad.csv:4', 'bad.csv:5']]);
    expect((await command(['jobs', '--json'])).out).toBe('[]\n');
    expect((await sandbox.accepted()).total).toBe(0);
  });

  it('says which variable is missing when there is no key', async () => {
    const { command } = await workbench(1, ['--keys', 'free']);
    const { code, err } = await command(['run', 'prompts.jsonl'], { env: {} });
    expect([code, err]).toEqual([2, expect.stringContaining('ABSTRAKT_API_KEYS')]);
  });

  it('gives up when every key is refused', async () => {
    const { sandbox, command } = await workbench(2, ['--keys', 'free']);
    const env = { ABSTRAKT_API_KEYS: 'revoked=sk_test_00000000000000000000', ABSTRAKT_BASE_URL: sandbox.baseUrl };
    const { code, err } = await command(['run', 'prompts.jsonl'], { env });
    expect([code, err]).toEqual([3, expect.stringContaining('2 jobs cannot go on. No key can run them. revoked was refused')]);
  });
});
