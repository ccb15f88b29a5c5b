import type { SKRSContext2D } from '@napi-rs/canvas';
import { hash32 } from '../../random.ts';
import { CAPTION_FACE, registerFonts } from './fonts.ts';

/** The prompt in small type along the bottom edge, and at its end a mark that tells equal prompts with other seeds apart. */
export function drawCaption(context: SKRSContext2D, width: number, height: number, prompt: string, signature: string): void {
  registerFonts();
  const size = Math.max(9, Math.round(height * 0.0165));
  const [strip, margin] = [Math.round(size * 2.1), Math.round(size * 0.9)];
  context.fillStyle = 'rgba(10,11,14,0.62)';
  context.fillRect(0, height - strip, width, strip);
  context.font = `${size}px "${CAPTION_FACE}"`;
  context.textBaseline = 'middle';
  const mark = hash32(signature).toString(16).padStart(8, '0').slice(0, 4);
  const markWidth = context.measureText(mark).width;
  context.fillStyle = 'rgba(240,238,232,0.55)';
  context.fillText(mark, width - margin - markWidth, height - strip / 2);
  context.fillStyle = 'rgba(240,238,232,0.92)';
  context.fillText(fitted(context, oneLine(prompt), width - margin * 3 - markWidth), margin, height - strip / 2);
}

function oneLine(prompt: string): string {
  return prompt.replace(/\s+/g, ' ').trim();
}

/** As much of the text as there is room for; the face is monospaced. */
function fitted(context: SKRSContext2D, text: string, room: number): string {
  const letters = Math.max(0, Math.floor(room / context.measureText('m').width));
  return text.length <= letters ? text : `${text.slice(0, Math.max(0, letters - 1)).trimEnd()}…`;
}
