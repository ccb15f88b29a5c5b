import type { ModelInput } from '../../../shared/domain.ts';

/** How many outputs an input asks for, where it says so (abstrakt-api.md, section 4: `num_images`). */
export function outputsOf(input: ModelInput): number {
  const asked = input['num_images'];
  return typeof asked === 'number' && Number.isFinite(asked) && asked > 1 ? Math.ceil(asked) : 1;
}
