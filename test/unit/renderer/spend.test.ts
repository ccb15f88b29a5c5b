import { describe, expect, it } from 'vitest';
import { byModel } from '../../../renderer/screens/queue/spend/by-model.ts';
import { models } from '../../support/fake-data.ts';

describe('spend by model', () => {
  it('has one row a model, though its jobs were composed under its id and under one it had before', () => {
    const [model] = models();
    const catalog = { [model!.id]: { ...model!, aliases: ['as-it-was'] } };
    const row = (by: 'model' | 'key', id: string, jobs: number, unknownJobs: number) => ({
      by,
      id,
      name: id,
      jobs,
      reported: 2 * jobs,
      estimated: 1,
      unknownJobs,
    });
    expect(
      byModel([row('model', 'as-it-was', 95, 0), row('model', model!.id, 24, 1), row('model', 'nobody’s', 1, 0), row('key', '1', 120, 1)], catalog),
    ).toEqual([
      { by: 'model', id: model!.id, name: model!.name, jobs: 119, reported: 238, estimated: 2, unknownJobs: 1 },
      row('model', 'nobody’s', 1, 0),
      row('key', '1', 120, 1),
    ]);
  });
});
