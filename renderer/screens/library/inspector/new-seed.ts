import type { AssetView, ModelView } from '../../../../shared/domain.ts';
import { reuseInCompose } from '../../compose/draft/reuse.ts';
import { randomSeed } from '../../compose/draft/draft-store.ts';
import { readForm } from '../../compose/schema/read-form.ts';

/** The input that made an asset, with another seed where the model has one; without any seed where it has none. */
export function withNewSeed(input: AssetView['input'], schema: ModelView['inputSchema'], seed: number): AssetView['input'] {
  const field = readForm(schema).seed?.name;
  const { seed: _, ...others } = input;
  return field === undefined ? others : { ...others, [field]: seed };
}

/** Opens a draft that makes the same once more, with another seed. */
export function sameWithNewSeed({ id, inputSchema }: ModelView, asset: Pick<AssetView, 'input'>): void {
  reuseInCompose(id, inputSchema, withNewSeed(asset.input, inputSchema, randomSeed()));
}
