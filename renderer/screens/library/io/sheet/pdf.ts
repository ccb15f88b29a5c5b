/** A page that is one JPEG picture. */
export interface PdfPage {
  jpeg: Uint8Array;
  /** Pixels of the picture. */
  pixels: { width: number; height: number };
  /** Points of the paper, 72 an inch. */
  points: { width: number; height: number };
}

/** A PDF whose pages are pictures: text drawn by the browser looks the same everywhere, whatever its script. ISO 32000-1, 7.5 and 8.9.5 */
export function pdfOf(pages: readonly PdfPage[], title: string): Uint8Array {
  const file = new Bytes();
  file.text('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n');
  const offsets: number[] = [];
  const object = (number: number, write: () => void) => {
    offsets[number] = file.length;
    file.text(`${number} 0 obj\n`);
    write();
    file.text('\nendobj\n');
  };
  object(1, () => file.text('<< /Type /Catalog /Pages 2 0 R >>'));
  object(2, () => file.text(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${4 + 3 * at} 0 R`).join(' ')}] >>`));
  object(3, () => file.text(`<< /Title <FEFF${utf16(title)}> /Producer (Abstrakt Companion) >>`));
  pages.forEach((page, at) => {
    const first = 4 + 3 * at;
    const { width, height } = page.points;
    const drawn = `q ${figure(width)} 0 0 ${figure(height)} 0 0 cm /P Do Q`;
    object(first, () =>
      file.text(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${figure(width)} ${figure(height)}] /Contents ${first + 1} 0 R /Resources << /XObject << /P ${first + 2} 0 R >> >> >>`,
      ),
    );
    object(first + 1, () => file.text(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`));
    object(first + 2, () => {
      file.text(
        `<< /Type /XObject /Subtype /Image /Width ${page.pixels.width} /Height ${page.pixels.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.length} >>\nstream\n`,
      );
      file.bytes(page.jpeg);
      file.text('\nendstream');
    });
  });
  const table = file.length;
  const count = 4 + 3 * pages.length;
  const entries = Array.from({ length: count - 1 }, (_, at) => `${String(offsets[at + 1]).padStart(10, '0')} 00000 n \n`).join('');
  file.text(`xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${count} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return file.all();
}

function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');
}

class Bytes {
  readonly #pieces: Uint8Array[] = [];
  length = 0;

  /** One byte a character. */
  text(text: string): void {
    this.bytes(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  }

  bytes(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }

  all(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
}
