import { Copy, SquarePen } from 'lucide-react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { useEngine } from '../../../state/engine.tsx';
import { reuseInCompose } from '../../compose/draft/reuse.ts';
import { AsInputButton } from './as-input-button.tsx';
import { copyText } from './copy-text.ts';
import { findModel } from '../../../state/models.ts';

/** What can be done with how an asset was made. */
export function AssetActions({ asset }: { asset: AssetView }) {
  const model = useEngine((state) => findModel(state.models, asset.model));
  const { prompt } = asset;
  return (
    <>
      <Button
        icon={<SquarePen size={14} strokeWidth={1.5} aria-hidden />}
        disabledBecause={model ? undefined : `${asset.modelName} is no longer in the catalog`}
        onClick={() => model && reuseInCompose(model.id, model.inputSchema, asset.input)}
      >
        Reuse
      </Button>
      <AsInputButton asset={asset} />
      {prompt !== null && (
        <Button icon={<Copy size={14} strokeWidth={1.5} aria-hidden />} onClick={() => copyText(prompt, 'Prompt')}>
          Copy prompt
        </Button>
      )}
    </>
  );
}
