import type { ModelView } from '../../../shared/domain.ts';

export const MODEL: ModelView = {
  id: 'flux',
  aliases: ['flux-alias'],
  name: 'Flux',
  description: null,
  provider: null,
  category: null,
  kind: 'image',
  creditsPerRun: 1,
  inputSchema: { type: 'object', properties: { prompt: { type: 'string' }, num_images: { type: 'integer', maximum: 4 } }, required: ['prompt'] },
  runnable: true,
  source: 'api',
  usualMs: null,
};
