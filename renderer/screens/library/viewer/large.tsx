import { CodeGate } from '../../../app/code-gate.tsx';
import { later } from '../../../app/later.tsx';
import type { Assets } from '../query/use-assets.ts';
import { choose } from '../query/address.ts';
import type { Chosen } from '../query/use-chosen.ts';
import { only } from '../select/selection.ts';
import { select } from '../select/use-selection.ts';

/** It brings much of Compose along, which a first look at the library does without. */
const VIEWER = later(async () => (await import('./viewer.tsx')).Viewer);

/** The asset in focus over the whole window, and its neighbours in the list. */
export function Large({ assets: { shown }, chosen: { asset, large } }: { assets: Assets; chosen: Chosen }) {
  if (!asset || !large) return null;
  const index = shown.indexOf(asset.id);
  const step = (by: -1 | 1) => {
    const next = shown[index + by];
    if (index >= 0 && next !== undefined) select(() => only(next));
  };
  return (
    <CodeGate name="The asset" coming={null} className="fixed right-4 bottom-10 z-30 max-w-120 shadow-float">
      <VIEWER.View asset={asset} index={index < 0 ? null : index} total={shown.length} onStep={step} onClose={() => choose(asset, false)} />
    </CodeGate>
  );
}
