import type { AssetView, ModelView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { showErrorToast } from '../../../state/command.ts';

/** Opens the input of an asset as a draft. Compose's code may still have to come: the library starts without it. */
export function openInCompose(model: ModelView, asset: AssetView): void {
  import('../../compose/draft/reuse.ts').then(({ reuseInCompose }) => reuseInCompose(model.id, model.inputSchema, asset.input), notHere);
}

/** The same with another seed. */
export function openWithNewSeed(model: ModelView, asset: AssetView): void {
  import('../inspector/new-seed.ts').then(({ sameWithNewSeed }) => sameWithNewSeed(model, asset), notHere);
}

function notHere(): void {
  showErrorToast(new AppError('OFFLINE', 'The companion was closed or updated since this window was opened. Nothing was changed. Load the window again.'));
}
