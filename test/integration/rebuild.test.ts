import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../shared/domain.ts';
import { workbench } from './workbench.ts';

const PROMPTS = Array.from({ length: 12 }, (_, index) => `fox ${index + 1}`);

/** A workspace in which a file of prompts was run to its end, and the command line on it. */
async function usedWorkspace() {
  const { folder, sandbox, command } = await workbench(PROMPTS.length, ['--time-scale', '0.02', '--keys', 'business']);
  const cli = (...args: string[]) => command(args);
  expect((await cli('run', 'prompts.jsonl')).code).toBe(0);
  return { cli, sandbox, workspace: join(folder, 'w'), database: join(folder, 'w', 'companion.sqlite') };
}

type Cli = Awaited<ReturnType<typeof usedWorkspace>>['cli'];

/** What of the jobs can be told from files. */
async function jobsIn(cli: Cli) {
  const { out } = await cli('jobs', '--json');
  return (JSON.parse(out) as JobView[]).map(({ id, batchId, number, state, model, prompt, credits, assets, error }) => ({
    ...{ id, batchId, number, state, model, prompt, credits, assets, error },
  }));
}

describe('a workspace whose database', () => {
  it('is deleted comes back from its files: the same jobs with the same outputs', async () => {
    const { cli, sandbox, workspace } = await usedWorkspace();
    const before = await jobsIn(cli);
    expect(before.map((job) => job.prompt)).toEqual(PROMPTS);
    for (const name of readdirSync(workspace).filter((one) => one.startsWith('companion.sqlite'))) rmSync(join(workspace, name));
    const { code, out } = await cli('rebuild', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, { assets: 12, jobs: 12, batches: 1, withoutOrigin: [], left: [], incomplete: [], aside: null }]);
    expect(await jobsIn(cli)).toEqual(before);
    expect(await cli('doctor', '--rehash')).toMatchObject({ code: 0, out: expect.stringContaining('12 files checked, every byte read: all whole.') as string });
    expect((await cli('rebuild')).code).toBe(1);
    expect((await sandbox.accepted()).total).toBe(12);
  });

  it('is damaged opens with its last good backup when that is asked for; what was made since is found, and nothing is sent again', async () => {
    const { cli, sandbox, workspace, database } = await usedWorkspace();
    const before = await jobsIn(cli);
    expect(readdirSync(join(workspace, 'backups')).length).toBeGreaterThan(0);
    writeFileSync(database, 'no database any more, whatever it was before\n'.repeat(500));
    const refused = await cli('status');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--restore') as string });
    expect((await cli('run', 'prompts.jsonl', '--restore')).code).toBe(2);
    expect((await cli('status', '--restore')).code).toBe(0);
    expect(await jobsIn(cli)).toEqual(before);
    expect(readdirSync(workspace).filter((name) => name.includes('.broken-')).length).toBeGreaterThan(0);
    expect((await sandbox.accepted()).total).toBe(12);
  });
});
