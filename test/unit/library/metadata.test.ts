import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embed, takesNote } from '../../../electron/engine/library/metadata/embed.ts';
import type { MadeNote } from '../../../electron/engine/library/metadata/note.ts';
import { readMaking } from '../../../electron/engine/library/metadata/read.ts';

const note: MadeNote = {
  format: 1,
  model: 'flux-schnell',
  prompt: 'a fox & "friends" <in> snow, 夜の東京 🦊',
  input: { prompt: 'a fox', num_images: 2 },
  seed: 42,
  batch: 'Foxes',
  title: null,
  tags: ['animal', 'snow'],
  rating: 4,
  createdAt: 1_700_000_000_000,
};

const TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
type Type = (typeof TYPES)[number];

function picture(type: Type, alpha = false): Buffer {
  const canvas = createCanvas(40, 25);
  const context = canvas.getContext('2d');
  context.fillStyle = alpha ? 'rgba(200, 40, 40, 0.5)' : '#c02828';
  context.fillRect(3, 3, 20, 20);
  if (type === 'image/jpeg') return canvas.toBuffer('image/jpeg', 90);
  return type === 'image/png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/webp', 90);
}

async function pixelsOf(bytes: Uint8Array): Promise<number[]> {
  const image = await loadImage(Buffer.from(bytes));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return [image.width, image.height, ...context.getImageData(0, 0, image.width, image.height).data];
}

describe.each(TYPES)('a note in %s', (type) => {
  it('can be read again, and changes no pixel', async () => {
    for (const alpha of [false, true]) {
      const bytes = picture(type, alpha);
      const told = embed(type, bytes, note)!;
      expect(readMaking(told)).toEqual({ tool: 'Abstrakt Companion', prompt: note.prompt, model: note.model, seed: 42, note });
      expect(await pixelsOf(told)).toEqual(await pixelsOf(bytes));
    }
  });

  it('takes the place of the one before', () => {
    const twice = embed(type, embed(type, picture(type), note)!, { ...note, prompt: 'another' })!;
    expect(readMaking(twice)?.prompt).toBe('another');
    expect(twice.length).toBeLessThan(embed(type, picture(type), note)!.length + 20);
  });

  it('is gone, with all else that tells, when nothing is to be told', async () => {
    const told = embed(type, picture(type), note)!;
    const bare = embed(type, told, null)!;
    expect(readMaking(bare)).toBeNull();
    expect(Buffer.from(bare).includes('fox')).toBe(false);
    expect(await pixelsOf(bare)).toEqual(await pixelsOf(told));
  });

  it('is left out of bytes that are cut', () => {
    const bytes = picture(type);
    expect(embed(type, bytes.subarray(0, 30), note)).toBeNull();
    expect(embed(type, new Uint8Array(), note)).toBeNull();
  });

  it('survives any bytes', () => {
    const bytes = picture(type);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const broken = Uint8Array.from(bytes);
        for (const [at, to] of changes) broken[at] = to;
        embed(type, broken, note);
        readMaking(broken);
      }),
    );
  });
});

it('has no place in other types', () => {
  expect(takesNote('video/mp4')).toBe(false);
  expect(embed('video/mp4', picture('image/png'), note)).toBeNull();
});

/** A PNG with text under a keyword, as other tools write it. */
function pngText(keyword: string, text: string): Uint8Array {
  const plain = embed('image/png', picture('image/png'), { ...note, prompt: 'x' })!;
  const bare = Buffer.from(embed('image/png', plain, null)!);
  const data = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length - 4);
  return Buffer.concat([bare.subarray(0, 33), length, data, Buffer.alloc(4), bare.subarray(33)]);
}

describe('what other tools embed', () => {
  it('is read as the web UI writes it', () => {
    const text = 'a red fox,\nsharp\nNegative prompt: blurry\nSteps: 20, Sampler: Euler, Seed: 1234, Model: dreamshaper_8, Version: v1.9';
    expect(readMaking(pngText('parameters', text))).toMatchObject({
      tool: 'Stable Diffusion web UI',
      prompt: 'a red fox,\nsharp',
      seed: 1234,
      model: 'dreamshaper_8',
    });
  });

  it('is read from ComfyUI’s graph, along its links', () => {
    const graph = {
      '3': { class_type: 'KSampler', inputs: { seed: 77, positive: ['6', 0], negative: ['7', 0] } },
      '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sdxl.safetensors' } },
      '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a lighthouse', clip: ['4', 1] } },
      '7': { class_type: 'CLIPTextEncode', inputs: { text: 'ugly', clip: ['4', 1] } },
    };
    expect(readMaking(pngText('prompt', JSON.stringify(graph)))).toMatchObject({
      tool: 'ComfyUI',
      prompt: 'a lighthouse',
      seed: 77,
      model: 'sdxl.safetensors',
    });
  });

  it('is read from a graph that runs in a circle', () => {
    const graph = { '1': { class_type: 'KSampler', inputs: { positive: ['2', 0] } }, '2': { class_type: 'Reroute', inputs: { any: ['2', 0] } } };
    expect(readMaking(pngText('prompt', JSON.stringify(graph)))).toBeNull();
  });

  it('is read from InvokeAI and NovelAI', () => {
    expect(readMaking(pngText('invokeai_metadata', JSON.stringify({ positive_prompt: 'dunes', seed: 5, model: { name: 'flux' } })))).toMatchObject({
      tool: 'InvokeAI',
      prompt: 'dunes',
      seed: 5,
      model: 'flux',
    });
  });

  it('is a plain description where nothing else is said', () => {
    expect(readMaking(pngText('Description', 'from my camera'))).toMatchObject({ tool: 'the file’s description', prompt: 'from my camera' });
  });
});
