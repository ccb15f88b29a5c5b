import type { SKRSContext2D } from '@napi-rs/canvas';
import { hash32 } from '../../random.ts';
import { CAPTION_FACE, registerFonts } from './fonts.ts';
import { wrapped } from './wrap.ts';

const MOST_LINES = 3;

/** The prompt in small type along the bottom edge, and at its end a mark that tells equal prompts with other seeds apart. */
export function drawCaption(context: SKRSContext2D, width: number, height: number, prompt: string, signature: string): void {
  registerFonts();
  const size = Math.max(9, Math.round(height * 0.0165));
  const [leading, margin] = [Math.round(size * 1.35), Math.round(size * 0.9)];
  context.font = `${size}px "${CAPTION_FACE}"`;
  context.textBaseline = 'middle';
  const mark = hash32(signature).toString(16).padStart(8, '0').slice(0, 4);
  const letterWidth = context.measureText('m').width;
  const letters = Math.floor((width - margin * 3) / letterWidth) - mark.length;
  const lines = wrapped(prompt, letters, height < size * 20 ? 1 : MOST_LINES);
  const strip = Math.round(size * 0.75) + leading * Math.max(1, lines.length);
  context.fillStyle = 'rgba(10,11,14,0.62)';
  context.fillRect(0, height - strip, width, strip);
  const yOf = (line: number) => height - strip / 2 + (line - (Math.max(1, lines.length) - 1) / 2) * leading;
  context.fillStyle = 'rgba(240,238,232,0.55)';
  context.fillText(mark, width - margin - mark.length * letterWidth, yOf(Math.max(0, lines.length - 1)));
  context.fillStyle = 'rgba(240,238,232,0.92)';
  lines.forEach((text, line) => context.fillText(text, margin, yOf(line)));
}
