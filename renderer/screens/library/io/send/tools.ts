import type { PresetView } from '../../../../../shared/contract.ts';
import type { AssetKind, ModelView } from '../../../../../shared/domain.ts';
import { presetsFound } from '../../../compose/keep/presets.ts';
import { goesBy } from '../../../../state/models.ts';
import { modelsFor } from '../../../compose/media/as-input.ts';
import { matches } from '../../../compose/picker/model-groups.ts';

/** What files can be sent to: a recipe of one's own over a model (a preset), or a model as it is. */
export interface Tool {
  model: ModelView;
  preset: PresetView | null;
}

/** Tools that take files of all these kinds and hold every typed word: recipes first, as they are kept; then models, those that ran before first. */
export function toolsFor(models: readonly ModelView[], presets: readonly PresetView[], kinds: readonly AssetKind[], typed: string): Tool[] {
  const able = modelsFor(models, kinds);
  const recipes = presetsFound(presets, typed).flatMap((preset) => {
    const model = able.find((one) => preset.model !== null && goesBy(one, preset.model));
    return model ? [{ model, preset }] : [];
  });
  const found = able.filter((model) => matches(model, typed));
  const unrun = ({ usualMs }: ModelView) => Number(usualMs === null);
  return [
    ...recipes,
    ...found.toSorted((one, other) => unrun(one) - unrun(other) || one.name.localeCompare(other.name)).map((model) => ({ model, preset: null })),
  ];
}
