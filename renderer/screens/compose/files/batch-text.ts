import { keyOfNext, type FileList } from '../../../../shared/batch-file.ts';
import type { CallInput } from '../../../../shared/contract.ts';
import { inSlices, type SliceOptions } from '../../../../shared/matrix/slices.ts';
import type { Draft } from '../draft/draft.ts';

/** A batch as the text of a file, in parts: a job a line, so that people can read and compare it. Made in slices. */
export async function batchText(batch: CallInput<'batch.create'>, draft: Draft, lists: readonly FileList[], slices: SliceOptions): Promise<string[]> {
  const { jobs, source: _, composition: __, ...about } = batch;
  const lines: string[] = [];
  let key = '';
  const take = (index: number) => {
    const text = JSON.stringify(jobs[index]);
    key = keyOfNext(key, JSON.parse(text) as Record<string, unknown>);
    lines.push(`    ${text}${index < jobs.length - 1 ? ',' : ''}\n`);
  };
  await inSlices(jobs.length, take, slices);
  const head = { abstraktBatch: 1, ...about, start: readableStart(about.start), reuse: draft.leaveOut && batch.layout === undefined };
  const composed = { draft, jobs: key, lists };
  return [`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "jobs": [\n`, ...lines, `  ],\n  "composed": ${JSON.stringify(composed)}\n}\n`];
}

/** A moment as people write it. */
function readableStart(start: CallInput<'batch.create'>['start']): unknown {
  return start?.kind === 'at' ? { kind: 'at', at: new Date(start.at).toISOString() } : start;
}
