import { describe, expect, it } from 'vitest';
import type { Follow } from '../../../../renderer/screens/compose/after/follow.ts';
import { draftStart, startOfDraft } from '../../../../renderer/screens/compose/batch/start.ts';
import { emptyDraft, type Draft } from '../../../../renderer/screens/compose/draft/draft.ts';
import { batchText } from '../../../../renderer/screens/compose/files/batch-text.ts';
import { draftOfRows } from '../../../../renderer/screens/compose/files/draft-of-rows.ts';
import { readOwnFile } from '../../../../renderer/screens/compose/files/read-file.ts';
import { usedLists } from '../../../../renderer/screens/compose/files/used-lists.ts';
import { planJobs } from '../../../../renderer/screens/compose/jobs/plan.ts';
import { expandPlan, wholeBatch } from '../../../../renderer/screens/compose/jobs/to-batch.ts';
import { freePresetName, presetsFound, readTags } from '../../../../renderer/screens/compose/keep/presets.ts';
import { readForm } from '../../../../renderer/screens/compose/schema/read-form.ts';
import { readBatchFile } from '../../../../electron/engine/intake/batch-file.ts';
import type { BatchFile } from '../../../../shared/batch-file.ts';
import { FLUX } from './schemas.ts';

const form = readForm(FLUX as never);
const slices = { monotonic: () => 0, pause: async () => {}, budgetMs: 8 };
const follow: Follow = { layout: { kind: 'list' }, models: [], expand: (input) => [{ model: 'flux', input }], problem: null };
const draft = (more: Partial<Draft> = {}): Draft => ({ ...emptyDraft(7), model: 'flux', name: 'Foxes', prompt: 'a {fox|hare}', ...more });

async function fileOf(composed: Draft, lists = [{ name: 'animal', text: 'fox' }]): Promise<string> {
  const batch = await wholeBatch(expandPlan(composed, planJobs(composed, form, new Map()), { follow, name: composed.name, without: new Set() }, slices));
  return (await batchText(batch, composed, lists, slices)).join('');
}

describe('a batch saved as a file', () => {
  it('opens as the draft it was, and is what the command line runs', async () => {
    const composed = draft({ tryFirst: 1, labels: ['studio'], start: { kind: 'at', at: '2026-12-01T14:00', from: '', to: '' } });
    const text = await fileOf(composed);
    expect(readOwnFile(text)).toEqual({ kind: 'draft', draft: composed, lists: [{ name: 'animal', text: 'fox' }], name: 'Foxes' });
    const read = readBatchFile(text);
    expect(read).toMatchObject({ ok: true, batches: [{ name: 'Foxes', rules: { tryFirst: 1, labels: ['studio'], reuse: true, start: { kind: 'at' } } }] });
    expect(read?.batches[0]?.jobs.map(({ input }) => input['prompt'])).toEqual(['a fox', 'a hare']);
    const lines = text.split('\n');
    expect(read?.batches[0]?.lines.map((line) => lines[line - 1]?.includes('"prompt"'))).toEqual([true, true]);
  });

  it('whose jobs somebody changed is taken by its jobs, not by its draft', async () => {
    const changed = (await fileOf(draft())).replace('"prompt":"a hare"', '"prompt":"an owl"');
    const read = readOwnFile(changed);
    expect(read?.kind).toBe('rows');
    const { batch } = read as { batch: BatchFile };
    expect(draftOfRows(batch, form, 1)).toMatchObject({ model: 'flux', prompt: 'a fox\nan owl', linewise: true, name: 'Foxes' });
    const several = { ...batch, jobs: batch.jobs.map((job, at) => ({ ...job, input: { ...job.input, num_images: at + 1 } })) };
    expect(draftOfRows(several, form, 1)).toBeNull();
  });

  it('says what is wrong with it, and is no other file', async () => {
    expect(readOwnFile('{"abstraktBatch":1,"name":"x","jobs":[]}')).toMatchObject({ kind: 'wrong', message: expect.stringContaining('jobs') as string });
    expect(readOwnFile('{"abstraktPreset":1,"name":"x","draft":{}}')).toMatchObject({ kind: 'wrong' });
    for (const text of ['', 'a fox', '{"prompt":"a fox"}\n{"prompt":"a hare"}', '{"prompt":"a fox"}']) expect(readOwnFile(text)).toBeNull();
  });

  it('brings the lists its prompt draws on, and those that they draw on', () => {
    const all = ['animal', 'colour', 'place'].map((name) => ({ name, text: name === 'animal' ? 'a __colour__ fox' : 'x' }));
    expect(usedLists('a __animal__', all).map(({ name }) => name)).toEqual(['animal', 'colour']);
    expect(usedLists('an animal', all)).toEqual([]);
    expect(usedLists('__*__', all)).toHaveLength(3);
  });
});

describe('when a draft starts', () => {
  const start = emptyDraft(1).start;
  const read = (more: Partial<Draft['start']>) => startOfDraft({ ...start, ...more }, 'Europe/Berlin');

  it('is read from its boxes, and written back', () => {
    expect(read({})).toEqual({ ok: true, start: { kind: 'now' } });
    const hours = read({ kind: 'hours', from: '22:00', to: '06:30' });
    expect(hours).toEqual({ ok: true, start: { kind: 'hours', from: 1_320, to: 390, zone: 'Europe/Berlin' } });
    expect(draftStart({ kind: 'hours', from: 1_320, to: 390, zone: 'UTC' }, start)).toMatchObject({ kind: 'hours', from: '22:00', to: '06:30' });
    const at = { ...start, kind: 'at' as const, at: '2026-12-01T14:05' };
    const moment = startOfDraft(at, 'UTC');
    expect(moment.ok && draftStart(moment.start, start)).toEqual(at);
  });

  it('says what is missing', () => {
    expect([read({ kind: 'at' }).ok, read({ kind: 'hours', from: '' }).ok, read({ kind: 'hours', from: '06:00' }).ok]).toEqual([false, false, false]);
  });
});

describe('presets', () => {
  const preset = (name: string, tags: string[]) => ({ id: 1, name, tags, model: 'flux', prompt: 'a fox in snow', changedAt: 0 });
  const all = [preset('Foxes', ['winter']), preset('Foxes 2', [])];

  it('are found by every typed word, named anew, tagged between commas', () => {
    expect(presetsFound(all, 'fox WINTER').map(({ name }) => name)).toEqual(['Foxes']);
    expect(presetsFound(all, ' ')).toHaveLength(2);
    expect([freePresetName(all, 'foxes'), freePresetName(all, 'Owls')]).toEqual(['foxes 3', 'Owls']);
    expect(readTags(' a, b ,,a')).toEqual(['a', 'b']);
  });
});
