import { describe, expect, it } from 'vitest';
import type { JobOutput } from '../../../electron/sandbox/jobs/job.ts';
import type { MediaSpec } from '../../../electron/sandbox/media/media-spec.ts';
import { OutputShelf } from '../../../electron/sandbox/media/output-shelf.ts';

const output = (id: string): JobOutput => ({
  id,
  spec: { kind: 'image', signature: id, prompt: id, format: 'png', width: 64, height: 64 },
  made: null,
});

/** A shelf whose files are `size` bytes, and what it made: begun and under way. */
function shelfOf(size: number, fails: (spec: MediaSpec) => boolean = () => false) {
  const made: string[] = [];
  const underWay = { now: 0, most: 0 };
  const shelf = new OutputShelf(async (spec) => {
    made.push(spec.signature);
    underWay.now += 1;
    underWay.most = Math.max(underWay.most, underWay.now);
    await new Promise((resolve) => setImmediate(resolve));
    underWay.now -= 1;
    if (fails(spec)) throw new Error('no ink');
    return new Uint8Array(size).fill(spec.signature.length);
  });
  return { shelf, made, underWay };
}

describe('output files', () => {
  it('are made once for any number of downloads, and their hash and size are noted', async () => {
    const { shelf, made } = shelfOf(10);
    const fox = output('fox');
    const [first, second] = await Promise.all([shelf.bytes(fox), shelf.bytes(fox)]);
    expect(await shelf.bytes(fox)).toBe(first);
    expect(second).toBe(first);
    expect(made).toEqual(['fox']);
    expect(fox.made).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 10 });
  });

  it('are made two at a time', async () => {
    const { shelf, made, underWay } = shelfOf(10);
    await Promise.all(Array.from({ length: 20 }, (_, n) => shelf.bytes(output(`fox ${n}`))));
    expect([made.length, underWay.most]).toEqual([20, 2]);
  });

  it('give way to newer ones beyond 48 MB, and are made again alike', async () => {
    const { shelf, made } = shelfOf(20 * 1024 * 1024);
    const outputs = ['a', 'bb', 'ccc'].map(output);
    for (const each of outputs) await shelf.bytes(each);
    const { made: note } = outputs[0]!;
    await shelf.bytes(outputs[2]!);
    await shelf.bytes(outputs[0]!);
    expect(made).toEqual(['a', 'bb', 'ccc', 'a']);
    expect(outputs[0]!.made).toEqual(note);
  });

  it('that could not be made hold up no other, and are tried again', async () => {
    let broken = true;
    const { shelf, made } = shelfOf(10, ({ signature }) => broken && signature === 'bad');
    const bad = output('bad');
    await expect(shelf.bytes(bad)).rejects.toThrow('no ink');
    for (const id of ['b', 'c', 'd']) await shelf.bytes(output(id));
    broken = false;
    expect(await shelf.bytes(bad)).toHaveLength(10);
    expect(made).toEqual(['bad', 'b', 'c', 'd', 'bad']);
  });
});
