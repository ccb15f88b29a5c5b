import ExifReader from 'exifreader';
import { parseJson, type EmbeddedMaking, type Texts } from './making.ts';
import { madeNote } from './note.ts';
import { comfyPrompt, invokePrompt, novelPrompt, webUiPrompt } from './other-tools.ts';

/** Longer texts are cut: a prompt is never this long, and a hostile file may be. */
const LONGEST_TEXT = 200_000;

/**
 * Reads what well-known tools and we ourselves embed: our own note first, then the Stable Diffusion web UI's `parameters`, ComfyUI's
 * graph, NovelAI's and InvokeAI's JSON, then a plain description. Null where nothing is said or nothing can be read: never throws.
 */
export function readMaking(bytes: Uint8Array): EmbeddedMaking | null {
  const texts = textsOf(bytes);
  if (!texts) return null;
  const own = ownNote(texts);
  if (own) return own;
  const found = webUiPrompt(texts) ?? invokePrompt(texts) ?? comfyPrompt(texts) ?? novelPrompt(texts);
  if (found) return { ...found, note: null };
  const description = texts.get('description') ?? texts.get('imagedescription');
  return description === undefined ? null : { tool: 'the file’s description', prompt: description, model: null, seed: null, note: null };
}

function ownNote(texts: Texts): EmbeddedMaking | null {
  const text = texts.get('abstrakt') ?? texts.get('note');
  const parsed = text === undefined ? undefined : madeNote.safeParse(parseJson(text));
  if (!parsed?.success) return null;
  const { prompt, model, seed } = parsed.data;
  return { tool: 'Abstrakt Companion', prompt, model, seed, note: parsed.data };
}

function textsOf(bytes: Uint8Array): Texts | null {
  try {
    // A Buffer's own `slice` would share the pool it lies in.
    const copy = new Uint8Array(bytes).buffer;
    const tags = ExifReader.load(copy, { includeUnknown: true }) as Record<string, { value?: unknown; description?: unknown } | undefined>;
    const texts = Object.entries(tags).flatMap(([name, tag]): [string, string][] => {
      const text = textOf(tag);
      return text === null ? [] : [[name.toLowerCase(), text.slice(0, LONGEST_TEXT)]];
    });
    return new Map(texts);
  } catch {
    return null;
  }
}

function textOf(tag: { value?: unknown; description?: unknown } | undefined): string | null {
  if (typeof tag?.value === 'string') return tag.value;
  return typeof tag?.description === 'string' ? tag.description : null;
}
