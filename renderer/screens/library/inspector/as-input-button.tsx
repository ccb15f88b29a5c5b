import { ImageUp } from 'lucide-react';
import { useMemo } from 'react';
import { useOffer } from '../../../app/offered.ts';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { useModels } from '../../../state/lists.ts';
import { modelFor, modelsOnDesk, openAsInput } from '../../compose/media/as-input.ts';

/** Something is made from this asset: a new draft with it in its input. */
export function AsInputButton({ asset }: { asset: AssetView }) {
  const models = useModels();
  const model = useMemo(() => modelFor(models, modelsOnDesk(), asset), [models, asset]);
  const offer = useMemo(
    () => (model ? [{ verb: 'Compose', object: `as input of ${model.name}`, icon: ImageUp, run: () => openAsInput(model, [asset]) }] : []),
    [model, asset],
  );
  useOffer(offer);
  return (
    <Button
      icon={<ImageUp size={14} strokeWidth={1.5} aria-hidden />}
      title={model ? `A new draft for ${model.name}` : undefined}
      disabledBecause={model ? undefined : 'No model is known to take such a file: in Compose, choose one and ask the API for its fields'}
      onClick={() => model && openAsInput(model, [asset])}
    >
      As input
    </Button>
  );
}
