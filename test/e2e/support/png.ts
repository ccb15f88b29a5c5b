import { crc32, deflateSync } from 'node:zlib';

/** A picture of one colour, as a PNG. */
export function png(width: number, height: number, colour: readonly [number, number, number]): Buffer {
  return pngOf(width, height, () => colour);
}

/** Waves of grey and blue, the same at any size. */
export function waves(width: number, height: number): Buffer {
  return pngOf(width, height, (x, y) => {
    const shade = Math.round(128 + 100 * Math.sin((7 * x) / width + 3 * Math.cos((5 * y) / height)));
    return [shade, shade, 200];
  });
}

function pngOf(width: number, height: number, colourAt: (x: number, y: number) => readonly [number, number, number]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = (y: number) => [0, ...Array.from({ length: width }, (_, x) => colourAt(x, y)).flat()];
  const pixels = deflateSync(Buffer.from(Array.from({ length: height }, (_, y) => row(y)).flat()));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
