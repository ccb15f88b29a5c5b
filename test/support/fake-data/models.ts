import type { ModelView } from '../../../shared/domain.ts';

export function models(): ModelView[] {
  const model = (id: string, name: string, kind: ModelView['kind'], creditsPerRun: number | null, usualMs: number | null): ModelView => ({
    id,
    aliases: [],
    name,
    description: `${name}, for when it has to be right.`,
    provider: 'fal',
    category: kind === 'image' ? 'text-to-image' : `text-to-${kind}`,
    kind,
    creditsPerRun,
    inputSchema: {
      type: 'object',
      required: ['prompt'],
      properties: {
        prompt: { type: 'string' },
        image_size: { type: 'string', enum: ['square', 'square_hd', 'portrait_4_3'], default: 'square_hd' },
        num_images: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
        guidance_scale: { type: 'number', minimum: 1, maximum: 10, default: 3.5 },
        seed: { type: 'integer' },
      },
    },
    runnable: true,
    source: 'api',
    usualMs,
  });
  return [
    model('fal-ai/flux/dev', 'FLUX Dev', 'image', 2, 6_100),
    model('flux-pro', 'FLUX Pro', 'image', 5, 11_000),
    model('ideogram', 'Ideogram', 'image', null, null),
    model('minimax-video', 'MiniMax Video', 'video', 15, 74_000),
    model('stable-audio', 'Stable Audio', 'audio', 3, 22_000),
  ];
}
