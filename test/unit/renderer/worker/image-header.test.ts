import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageHeaderSize } from '../../../../renderer/worker/image-header.ts';
import { isDecodable, thumbnailSize } from '../../../../renderer/worker/limits.ts';
import { toBase64 } from '../../../../shared/base64.ts';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part)));
const be32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const le16 = (value: number) => [value & 255, value >>> 8];
const png = (width: number, height: number) => bytes('\x89PNG\r\n\x1a\n', be32(13), 'IHDR', be32(width), be32(height), [8, 6, 0, 0, 0]);
const gif = (screen: number[], frame: number[]) =>
  bytes('GIF89a', screen.flatMap(le16), [0x80, 0, 0], [0, 0, 0, 255, 255, 255], [0x21, 0xf9, 4, 0, 0, 0, 0, 0], [0x2c], [0, 0, 0, 0], frame.flatMap(le16), [0]);

describe('imageHeaderSize', () => {
  it('reads each format', () => {
    expect(imageHeaderSize(png(60_000, 60_000))).toEqual({ width: 60_000, height: 60_000 });
    expect(imageHeaderSize(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 2, 0, 3, 0]))).toEqual({ width: 768, height: 512 });
    expect(imageHeaderSize(bytes('RIFF', be32(0), 'WEBPVP8X', be32(0), [0, 0, 0, 0], [255, 1, 0], [255, 0, 0]))).toEqual({ width: 512, height: 256 });
    expect(imageHeaderSize(bytes('RIFF', be32(0), 'WEBPVP8 ', be32(0), [0, 0, 0, 0x9d, 1, 0x2a], le16(640), le16(480)))).toEqual({ width: 640, height: 480 });
    expect(imageHeaderSize(bytes('RIFF', be32(0), 'WEBPVP8L', be32(0), [0x2f, 0x3f, 0xc0, 0x0f, 0, 0, 0, 0, 0]))).toEqual({ width: 64, height: 64 });
  });

  it('takes the frame of a GIF that is larger than its screen', () => {
    expect(imageHeaderSize(gif([10, 10], [50_000, 8]))).toEqual({ width: 50_000, height: 10 });
  });

  it('knows nothing of other types, cut headers and empty sizes', () => {
    for (const wrong of [
      bytes(),
      bytes('<svg width="1" height="1"/>'),
      png(0, 5),
      png(5, 5).slice(0, 20),
      gif([1, 1], [1, 1]).slice(0, 14),
      bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0]),
    ]) {
      expect(imageHeaderSize(wrong)).toBeNull();
    }
  });

  it('never throws and always ends', () => {
    const start = fc.constantFrom(bytes(), bytes([0xff, 0xd8, 0xff]), bytes('GIF89a'), bytes('RIFF1234WEBPVP8X'), bytes('\x89PNG\r\n\x1a\n1234IHDR'));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (head, tail) => {
        imageHeaderSize(new Uint8Array([...head, ...tail]));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('limits', () => {
  it('refuses pixel bombs', () => {
    expect([isDecodable({ width: 10_000, height: 10_000 }), isDecodable({ width: 10_001, height: 10_000 }), isDecodable({ width: 16_385, height: 1 })]).toEqual(
      [true, false, false],
    );
  });

  it('fits thumbnails without enlarging', () => {
    expect(thumbnailSize({ width: 1024, height: 768 })).toEqual({ width: 512, height: 384 });
    expect(thumbnailSize({ width: 30, height: 20 })).toEqual({ width: 30, height: 20 });
    expect(thumbnailSize({ width: 16_000, height: 1 })).toEqual({ width: 512, height: 1 });
  });

  it('writes base64 of any length', () => {
    const long = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
    expect(toBase64(long)).toBe(Buffer.from(long).toString('base64'));
  });
});
