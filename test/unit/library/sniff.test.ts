import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageSize, type ReadAt } from '../../../electron/engine/library/image-size.ts';
import { SNIFF_BYTES, sniff } from '../../../electron/engine/library/sniff.ts';
import { png } from './support.ts';

const text = (content: string) => Buffer.from(content, 'utf8');
const bytes = (...values: (number | string)[]) =>
  Buffer.concat(values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, 'latin1'))));
const reader =
  (file: Uint8Array): ReadAt =>
  async (position, length) =>
    file.subarray(position, position + length);

const canvas = createCanvas(37, 21);
const JPEG = canvas.toBuffer('image/jpeg');
const WEBP = canvas.toBuffer('image/webp');
const AVIF = await canvas.encode('avif');
const GIF = bytes('GIF89a', 37, 0, 21, 0, 0, 0, 0, ',', 0, 0, 0, 0, 37, 0, 21, 0, 0, 2, 2, 0x44, 1, 0, ';');

describe('the type of a file', () => {
  test.each([
    ['PNG', png(3, 2), 'image', 'image/png', 'png'],
    ['JPEG', JPEG, 'image', 'image/jpeg', 'jpg'],
    ['WebP', WEBP, 'image', 'image/webp', 'webp'],
    ['AVIF', AVIF, 'image', 'image/avif', 'avif'],
    ['GIF', GIF, 'image', 'image/gif', 'gif'],
    ['MP4', bytes(0, 0, 0, 0x18, 'ftypisom', 0, 0, 2, 0, 'isommp42'), 'video', 'video/mp4', 'mp4'],
    ['WebM', bytes(0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84, 'webm'), 'video', 'video/webm', 'webm'],
    ['WAV', bytes('RIFF', 36, 0, 0, 0, 'WAVEfmt '), 'audio', 'audio/wav', 'wav'],
    ['MP3', bytes(0xff, 0xfb, 0x90, 0x64, 0, 0, 0, 0), 'audio', 'audio/mpeg', 'mp3'],
    ['MP3 behind a tag', bytes('ID3', 3, 0, 0, 0, 0, 0x0f, 0x7f, '\0'.repeat(2_047), 0xff, 0xfb, 0x90, 0x64), 'audio', 'audio/mpeg', 'mp3'],
    [
      'MP3 behind a picture larger than what is looked at',
      bytes('ID3', 3, 0, 0, 0, 0x7f, 0x7f, 0x7f, '\0'.repeat(SNIFF_BYTES - 10)),
      'audio',
      'audio/mpeg',
      'mp3',
    ],
    ['FLAC', bytes('fLaC', 0, 0, 0, 0x22), 'audio', 'audio/flac', 'flac'],
    ['M4A', bytes(0, 0, 0, 0x18, 'ftypM4A ', 0, 0, 0, 0), 'audio', 'audio/mp4', 'm4a'],
  ] as const)('%s', async (_, file, kind, mime, extension) => {
    expect(await sniff(file)).toEqual({ kind, mime, extension });
  });

  test.each([
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['SVG behind a declaration', text('<?xml version="1.0"?><svg onload="alert(1)"/>')],
    ['SVG behind a byte order mark', text('\ufeff  <SVG/>')],
    ['HTML', text('<!doctype html><script>alert(1)</script>')],
    ['HTML behind prose', text('Your image is ready. <img src=x onerror=alert(1)>')],
    ['HTML in UTF-16', Buffer.from('<script>alert(1)</script>', 'utf16le')],
    ['PDF', text('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
    ['a program', bytes('MZ', 0x90, 0, 3, 0, 0, 0)],
    ['an archive', bytes('PK', 3, 4, 20, 0, 0, 0, 8, 0)],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4_096)],
    ['eight bytes of a PNG', png(3, 2).subarray(0, 8)],
    ['four bytes of a JPEG', Buffer.from([0xff, 0xd8])],
  ])('%s is neither media nor text', async (_, file) => {
    expect(await sniff(file)).toEqual({ kind: 'other', mime: 'application/octet-stream', extension: 'bin' });
  });

  test.each([
    ['prose', text('A fox, they say, is 3 < 4.\r\n')],
    ['JSON', text('{"caption":"ein Fuchs im Schnee 🦊"}')],
    ['prose cut inside a character', text(`${'x'.repeat(SNIFF_BYTES - 2)}🦊`).subarray(0, SNIFF_BYTES)],
  ])('%s is text, and kept as a file nobody opens by itself', async (_, file) => {
    expect(await sniff(file)).toEqual({ kind: 'other', mime: 'text/plain', extension: 'bin' });
  });

  test('any bytes have one, and only known media count as such', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('', 'RIFF', 'ID3', '\x1f\x8b\x08', 'PK\x03\x04', '\0\0\0\x18ftyp', 'OggS', '\x1a\x45\xdf\xa3', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff'),
        async (tail, head) => {
          const { kind, extension } = await sniff(bytes(head, Buffer.from(tail).toString('latin1')));
          expect(extension === 'bin').toBe(kind === 'other');
        },
      ),
    );
  });
});

describe('the size of an image', () => {
  test.each([
    ['PNG', 'image/png', png(640, 3)],
    ['JPEG', 'image/jpeg', JPEG],
    ['WebP', 'image/webp', WEBP],
    ['GIF', 'image/gif', GIF],
  ])('%s is read from its header', async (name, mime, file) => {
    expect(await imageSize(mime, reader(file))).toEqual(name === 'PNG' ? { width: 640, height: 3 } : { width: 37, height: 21 });
  });

  test('WebP in its other forms', async () => {
    const extended = bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8X', 10, 0, 0, 0, 0x10, 0, 0, 0, 0xff, 0x3f, 0, 0x1f, 0, 0);
    expect(await imageSize('image/webp', reader(extended))).toEqual({ width: 16_384, height: 32 });
    const lossless = bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8L', 5, 0, 0, 0, 0x2f, 36, 0, 5, 0, 0, 0, 0, 0, 0);
    expect(await imageSize('image/webp', reader(lossless))).toEqual({ width: 37, height: 21 });
  });

  test('a JPEG with a large profile before its frame', async () => {
    const segment = bytes(0xff, 0xe2, 0xff, 0xff, '\0'.repeat(65_533));
    const file = Buffer.concat([JPEG.subarray(0, 2), ...Array.from({ length: 40 }, () => segment), JPEG.subarray(2)]);
    expect(await imageSize('image/jpeg', reader(file))).toEqual({ width: 37, height: 21 });
  });

  test('a JPEG without end costs a bounded number of reads', async () => {
    let reads = 0;
    const endless: ReadAt = async () => {
      reads++;
      return bytes(0xff, 0xe0, 0, 2, 0, 0, 0, 0, 0);
    };
    expect(await imageSize('image/jpeg', endless)).toBeNull();
    expect(reads).toBeLessThan(1_000);
  });

  test('a header that is cut, or says 0, says nothing', async () => {
    for (const [mime, file] of [
      ['image/png', png(3, 2)],
      ['image/jpeg', JPEG],
      ['image/webp', WEBP],
      ['image/gif', GIF],
    ] as const) {
      for (const length of [0, 1, 4, 9]) expect(await imageSize(mime, reader(file.subarray(0, length)))).toBeNull();
    }
    expect(await imageSize('image/png', reader(png(3, 2).subarray(0, 20)))).toBeNull();
    expect(await imageSize('image/png', reader(Buffer.alloc(64)))).toBeNull();
    expect(await imageSize('image/svg+xml', reader(text('<svg width="5" height="5"/>')))).toBeNull();
  });

  test('no bytes at all make it throw or invent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), fc.constantFrom('image/png', 'image/jpeg', 'image/webp', 'image/gif'), async (file, mime) => {
        const size = await imageSize(mime, reader(file));
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      }),
    );
  });
});
