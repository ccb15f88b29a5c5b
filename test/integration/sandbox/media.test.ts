/** Real media: the same bytes for the same, other bytes for another, right sizes, and containers a demuxer can read. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { loadImage } from '@napi-rs/canvas';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { MediaSpec } from '../../../electron/sandbox/media/media-spec.ts';
import { renderMedia } from '../../../electron/sandbox/media/render.ts';
import { createRig, FOX } from './rig.ts';

type Image = MediaSpec & { kind: 'image' };

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const image = (more: Partial<Image> = {}): Image => ({ kind: 'image', signature: 'a', prompt: 'a fox', format: 'jpeg', width: 200, height: 200, ...more });
const inputOf = (bytes: Uint8Array) => new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes as Uint8Array<ArrayBuffer>) });

/** The longest time for which this thread was busy without a break, in ms of its own processor time: other programs do not count. */
async function longestStretchMs(work: () => Promise<unknown>): Promise<number> {
  const busyMs = () => process.threadCpuUsage().user / 1000 + process.threadCpuUsage().system / 1000;
  let [longest, done] = [0, false];
  const settled = work().finally(() => {
    done = true;
  });
  for (let last = busyMs(); !done; last = busyMs()) {
    await nextTurn();
    longest = Math.max(longest, busyMs() - last);
  }
  await settled;
  return longest;
}

describe('pictures', () => {
  it.each([
    ['png', [0x89, 0x50, 0x4e, 0x47]],
    ['jpeg', [0xff, 0xd8, 0xff]],
    ['webp', [0x52, 0x49, 0x46, 0x46]],
  ] as const)('%s has its own first bytes and the size asked for', async (format, mark) => {
    const bytes = await renderMedia(image({ format, width: 320, height: 180 }));
    expect([...bytes.subarray(0, mark.length)]).toEqual(mark);
    const { width, height } = await loadImage(Buffer.from(bytes));
    expect([width, height]).toEqual([320, 180]);
  });

  const prompts = 'fox,dunes,planet,sea,ink,city,towers,hills,vase,portrait,poster,abstract flow,sunset print'.split(',');

  it('are the same for the same and differ in prompt and seed, in every scene', async () => {
    const seen = new Set<string>();
    for (const prompt of prompts) {
      const spec = image({ prompt, signature: prompt, width: 96, height: 64, format: 'webp' });
      const hash = sha(await renderMedia(spec));
      expect(sha(await renderMedia(spec))).toBe(hash);
      seen.add(hash).add(sha(await renderMedia({ ...spec, signature: `${prompt} other seed` })));
    }
    expect(seen.size).toBe(prompts.length * 2);
  });

  it.each(prompts)('%s at 1024 px leaves the event loop free every 60 ms', { retry: 2 }, async (prompt) => {
    const spec = image({ prompt, signature: prompt, width: 1024, height: 1024 });
    expect(await longestStretchMs(() => renderMedia(spec))).toBeLessThan(60);
  });

  it('are drawn whatever the size and the prompt', async () => {
    for (const [width, height] of [
      [64, 64],
      [64, 900],
      [1100, 64],
    ] as const) {
      expect((await renderMedia(image({ width, height, prompt: '' }))).length).toBeGreaterThan(200);
    }
    expect((await renderMedia(image({ prompt: '狐 🦊\n'.repeat(400) }))).length).toBeGreaterThan(200);
  });
});

describe('sound', () => {
  it.each(['wav', 'mp3'] as const)('%s has the length asked for, and the same bytes twice', async (format) => {
    const spec: MediaSpec = { kind: 'audio', signature: 's', prompt: 'brushed drums', format, seconds: 2 };
    const bytes = await renderMedia(spec);
    const track = await inputOf(bytes).getPrimaryAudioTrack();
    expect([await track?.getNumberOfChannels(), await track?.getSampleRate()]).toEqual([2, 44_100]);
    expect(await inputOf(bytes).computeDuration()).toBeCloseTo(2, 0);
    expect(sha(await renderMedia(spec))).toBe(sha(bytes));
  });
});

describe('clips', () => {
  it('are WebM with VP8 key frames of the right size and length, and the same bytes twice', async () => {
    const spec: MediaSpec = { kind: 'video', signature: 'v', prompt: 'misty hills', format: 'webm', width: 128, height: 72, seconds: 1 };
    const bytes = await renderMedia(spec);
    const track = await inputOf(bytes).getPrimaryVideoTrack();
    expect([await track?.getCodec(), await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual(['vp8', 128, 72]);
    expect(await inputOf(bytes).computeDuration()).toBeCloseTo(1, 2);
    expect((await track?.computePacketStats())?.packetCount).toBe(12);
    expect(sha(await renderMedia(spec))).toBe(sha(bytes));
  });
});

describe('output files', () => {
  async function served() {
    const rig = createRig({ media: 'real' });
    const { output } = (await rig.run({ input: { ...FOX.input, image_size: { width: 128, height: 128 }, output_format: 'png' } }, { model: 'flux-dev' })).body;
    const get = (headers: Record<string, string> = {}, method = 'GET') => rig.sandbox.fetch(output.items[0].url, { method, headers });
    return { rig, get, url: output.items[0].url as string };
  }

  it('carry type, length and an ETag, and their hash is remembered', async () => {
    const { rig, get, url } = await served();
    const response = await get();
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(response.headers.get('Content-Type')).toBe('image/png');
    expect(response.headers.get('Content-Length')).toBe(String(bytes.length));
    expect(response.headers.get('ETag')).toBe(`"${sha(bytes)}"`);
    expect(rig.sandbox.accepted()[0]?.outputs).toEqual([{ url, contentType: 'image/png', sha256: sha(bytes), bytes: bytes.length }]);
    expect((await get({ 'If-None-Match': `"${sha(bytes)}"` })).status).toBe(304);
  });

  it('are served in ranges', async () => {
    const { get } = await served();
    const whole = new Uint8Array(await (await get()).arrayBuffer());
    const part = await get({ Range: 'bytes=10-19' });
    expect([part.status, part.headers.get('Content-Range')]).toEqual([206, `bytes 10-19/${whole.length}`]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));
    expect((await get({ Range: 'bytes=10-19', 'If-Range': '"other"' })).status).toBe(200);
    const beyond = await get({ Range: `bytes=${whole.length}-` });
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, `bytes */${whole.length}`]);
    const head = await get({}, 'HEAD');
    expect([head.status, head.headers.get('Content-Length'), (await head.arrayBuffer()).byteLength]).toEqual([200, String(whole.length), 0]);
  });

  it('are at their own address only', async () => {
    const { rig, url } = await served();
    for (const wrong of [url.replace('.png', '.jpg'), url.replace('-0.', '-1.'), `${url}/x`, url.replace('outputs/', 'outputs/../')]) {
      expect((await rig.sandbox.fetch(wrong)).status).toBe(404);
    }
  });
});
