import { describe, expect, it } from 'vitest';
import { beginsRightToLeft, cutTo } from '../../../../renderer/screens/library/io/sheet/paint-sheet.ts';
import { pdfOf } from '../../../../renderer/screens/library/io/sheet/pdf.ts';
import { fitInto, layOutSheet, pointsOf } from '../../../../renderer/screens/library/io/sheet/sheet-layout.ts';

describe('a contact sheet', () => {
  it.each([
    ['a4', 4, true],
    ['letter', 2, false],
    ['a4', 8, true],
  ] as const)('on %s, %i in a row: has a place for each, inside the page and none on another', (paper, columns, words) => {
    const pages = layOutSheet({ assets: 101, columns, paper, words })!;
    expect(pages.reduce((sum, page) => sum + page.cells.length, 0)).toBe(101);
    for (const { width, height, head, cells } of pages) {
      for (const [at, { picture, words: below }] of cells.entries()) {
        const last = below ?? picture;
        expect([picture.x >= 60, picture.x + picture.width <= width - 59.9, last.y + last.height <= height - 59.9, picture.y >= head.y + head.height]).toEqual([
          true,
          true,
          true,
          true,
        ]);
        const next = cells[at + columns];
        if (next) expect(next.picture.y).toBeGreaterThanOrEqual(last.y + last.height);
      }
    }
  });

  it('as one image grows with what is on it, and is refused where no canvas is so high', () => {
    const [one] = layOutSheet({ assets: 3, columns: 4, paper: 'image', words: true })!;
    const [two] = layOutSheet({ assets: 5, columns: 4, paper: 'image', words: true })!;
    expect(two!.height).toBeGreaterThan(one!.height);
    expect(layOutSheet({ assets: 1_000, columns: 2, paper: 'image', words: true })).toBeNull();
    expect(layOutSheet({ assets: 400, columns: 8, paper: 'image', words: false })).toHaveLength(1);
  });

  it('shows pictures whole, in the middle of their place', () => {
    expect(fitInto({ x: 10, y: 10, width: 100, height: 100 }, { width: 400, height: 200 })).toEqual({ x: 10, y: 35, width: 100, height: 50 });
  });

  it('cuts words between whole characters, and knows which begin at the right', () => {
    const fits = (most: number) => (text: string) => [...text].length <= most;
    expect(cutTo('a fox', fits(9))).toBe('a fox');
    expect(cutTo('a red fox', fits(6))).toBe('a red…');
    expect(cutTo('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', fits(9))).toBe('👩‍👩‍👧‍👦…');
    expect(cutTo('x'.repeat(5_000), fits(100)).length).toBe(100);
    expect([beginsRightToLeft('שלום 1'), beginsRightToLeft('12 مرحبا'), beginsRightToLeft('fox שלום'), beginsRightToLeft('🦊')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('its PDF', () => {
  it('has a page for each picture, byte for byte, and a table that leads to every object', () => {
    const jpeg = Uint8Array.from([0xff, 0xd8, 1, 2, 0, 255, 0xff, 0xd9]);
    const pixels = { width: 1_240, height: 1_754 };
    const bytes = pdfOf(
      [
        { jpeg, pixels, points: pointsOf(pixels) },
        { jpeg, pixels, points: pointsOf(pixels) },
      ],
      'Füchse 🦊',
    );
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.startsWith('%PDF-1.4\n')).toBe(true);
    expect(text).toContain('/Count 2 /Kids [4 0 R 7 0 R]');
    expect(text).toContain('/MediaBox [0 0 595.2 841.92]');
    expect(text).toContain('/Title <FEFF004600fc0063006800730065');
    expect(text.split(Buffer.from(jpeg).toString('latin1'))).toHaveLength(3);
    const table = Number(/startxref\n(\d+)\n%%EOF/.exec(text)![1]);
    const lines = text.slice(table).split('\n').slice(3, 12);
    for (const [at, line] of lines.entries()) expect(text.slice(Number(line.slice(0, 10))).startsWith(`${at + 1} 0 obj\n`)).toBe(true);
    expect(lines).toHaveLength(9);
  });
});
