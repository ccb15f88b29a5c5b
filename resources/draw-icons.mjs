// Draws the app's icons from the mark of the look: work that is done (teal), what runs through (grey), and now (orange).
// usage: node resources/draw-icons.mjs
import { createCanvas } from '@napi-rs/canvas';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TILE = '#16191c';
const EDGE = '#383c40';

/** On a grid of 16: x, y, width, height. */
const MARK = [
  { colour: '#69cdc4', at: [0, 2.5, 4.5, 2] },
  { colour: '#8e9398', at: [0, 7, 6.25, 2] },
  { colour: '#8e9398', at: [9.75, 7, 6.25, 2] },
  { colour: '#69cdc4', at: [0, 11.5, 5.5, 2] },
  { colour: '#fc963c', at: [7, 0, 2, 16] },
];

/** Part of the edge left free around the tile: macOS asks for a tenth, others draw to the edge. */
const MARGIN = { mac: 100 / 1024, other: 1 / 32 };

function draw(size, margin) {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  const outer = Math.round(size * margin);
  drawTile(context, outer, size - 2 * outer);
  drawMark(context, size, size - 2 * outer);
  return canvas.toBuffer('image/png');
}

function drawTile(context, at, size) {
  context.fillStyle = TILE;
  context.strokeStyle = EDGE;
  context.lineWidth = Math.max(1, size / 128);
  const inset = context.lineWidth / 2;
  context.beginPath();
  context.roundRect(at + inset, at + inset, size - 2 * inset, size - 2 * inset, size * 0.2);
  context.fill();
  context.stroke();
}

/** Edges fall on whole pixels, so that the mark is sharp at 16 px too. */
function drawMark(context, canvasSize, tileSize) {
  const unit = (tileSize * 0.6) / 16;
  const from = (canvasSize - 16 * unit) / 2;
  const snap = (value) => Math.round(from + value * unit);
  for (const { colour, at } of MARK) {
    const [x, y, width, height] = at;
    context.fillStyle = colour;
    context.fillRect(snap(x), snap(y), Math.max(1, snap(x + width) - snap(x)), Math.max(1, snap(y + height) - snap(y)));
  }
}

/** Windows' icon file: a directory of PNGs. A size of 256 is written as 0. */
function ico(sizes) {
  const images = sizes.map((size) => ({ size, png: draw(size, MARGIN.other) }));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/** Apple's icon file: chunks named for size and density, each a PNG. */
function icns(chunks) {
  const body = Object.entries(chunks).map(([type, size]) => {
    const png = draw(size, MARGIN.mac);
    return Buffer.concat([Buffer.from(type, 'latin1'), uint32(png.length + 8), png]);
  });
  const length = 8 + body.reduce((sum, chunk) => sum + chunk.length, 0);
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(length), ...body]);
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const write = (name, data) => writeFileSync(join(import.meta.dirname, name), data);

write('icon.png', draw(512, MARGIN.other));
write('icon.ico', ico([16, 24, 32, 48, 64, 128, 256]));
write('icon.icns', icns({ ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 }));
for (const size of [16, 32, 48, 64, 128, 256, 512]) write(join('linux', `${size}x${size}.png`), draw(size, MARGIN.other));
