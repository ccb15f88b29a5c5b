import { z } from 'zod';
import { parseJson, type EmbeddedMaking, type Texts } from './making.ts';

type Found = Omit<EmbeddedMaking, 'note'>;

/**
 * The Stable Diffusion web UI and those that write as it does: the prompt, a line `Negative prompt: …`, and a last line of `Name: value`
 * pairs. PNG keeps it under `parameters`, JPEG and WebP in EXIF's user comment.
 */
export function webUiPrompt(texts: Texts): Found | null {
  const text = texts.get('parameters') ?? texts.get('usercomment');
  if (text === undefined || !/(?:^|\n)[^\n]*\b(?:Steps|Seed|Model|Version): /.test(text)) return null;
  const lines = text.trimEnd().split('\n');
  const pairs = lines.pop() ?? '';
  const prompt = lines.join('\n').split(/\nNegative prompt: /)[0] ?? '';
  return { tool: 'Stable Diffusion web UI', prompt, model: /\bModel: ([^,]+)/.exec(pairs)?.[1]?.trim() ?? null, seed: whole(/\bSeed: (\d+)/.exec(pairs)?.[1]) };
}

const invoke = z.object({ positive_prompt: z.string(), seed: z.number().optional(), model: z.object({ name: z.string() }).optional() });

/** InvokeAI: JSON under `invokeai_metadata`. */
export function invokePrompt(texts: Texts): Found | null {
  const parsed = invoke.safeParse(parseJson(texts.get('invokeai_metadata') ?? ''));
  if (!parsed.success) return null;
  const { positive_prompt: prompt, seed, model } = parsed.data;
  return { tool: 'InvokeAI', prompt, model: model?.name ?? null, seed: whole(seed) };
}

const comfyNode = z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) });

/**
 * ComfyUI: its graph under `prompt`. The sampler's `positive` input leads to the text; where it does not, the first text node is taken.
 */
export function comfyPrompt(texts: Texts): Found | null {
  const graph = z.record(z.string(), comfyNode).safeParse(parseJson(texts.get('prompt') ?? ''));
  if (!graph.success) return null;
  const nodes = graph.data;
  const all = Object.values(nodes);
  const sampler = all.find(({ class_type, inputs }) => /sampler/i.test(class_type) && Array.isArray(inputs['positive']));
  const prompt = (sampler && textBehind(nodes, sampler.inputs['positive'])) ?? all.map(({ inputs }) => inputs['text']).find((text) => typeof text === 'string');
  const model = all.map(({ inputs }) => inputs['ckpt_name'] ?? inputs['unet_name']).find((name) => typeof name === 'string');
  if (prompt === undefined && model === undefined) return null;
  const seed = sampler?.inputs['seed'] ?? sampler?.inputs['noise_seed'];
  return { tool: 'ComfyUI', prompt: typeof prompt === 'string' ? prompt : null, model: typeof model === 'string' ? model : null, seed: whole(seed) };
}

/** Follows links `[node, slot]` to a text, a few steps far: graphs may hold circles. */
function textBehind(nodes: Record<string, z.infer<typeof comfyNode>>, link: unknown): string | undefined {
  let next = link;
  for (let steps = 0; steps < 12; steps++) {
    const node = Array.isArray(next) ? nodes[String(next[0])] : undefined;
    if (!node) return undefined;
    const text = node.inputs['text'] ?? node.inputs['string'];
    if (typeof text === 'string') return text;
    next = Array.isArray(text) ? text : Object.values(node.inputs).find(Array.isArray);
  }
  return undefined;
}

const novel = z.object({ prompt: z.string(), seed: z.number().optional() });

/** NovelAI: `Software` names it, `Comment` holds JSON. */
export function novelPrompt(texts: Texts): Found | null {
  if (!/novelai/i.test(texts.get('software') ?? '')) return null;
  const parsed = novel.safeParse(parseJson(texts.get('comment') ?? ''));
  const prompt = parsed.data?.prompt ?? texts.get('description') ?? null;
  return { tool: 'NovelAI', prompt, model: texts.get('source') ?? null, seed: whole(parsed.data?.seed) };
}

/** A seed that lost no digit on its way. */
function whole(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : null;
}
