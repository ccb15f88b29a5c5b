import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { Facts, InspectorSection } from '../../../components/inspector.tsx';
import { keyColour } from '../../../components/key-colour.ts';
import { clipLength } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { useEngine } from '../../../state/engine.tsx';
import { hrefOf } from '../../../state/route.ts';
import { costWords, fileWords, jobWords, madeAt, otherInput, shortHash, sizeWords, tookWords } from './asset-facts.ts';
import { copyText } from './copy-text.ts';
import { findModel } from '../../../state/models.ts';

/** Everything the store knows about how an asset came to be. */
export function HowMade({ asset }: { asset: AssetView }) {
  return (
    <InspectorSection title="How it was made" trailing={<JobLink asset={asset} />}>
      {asset.prompt !== null && (
        <p dir="auto" data-selectable className="mb-1 max-h-60 overflow-y-auto text-body break-words whitespace-pre-wrap text-text">
          {asset.prompt}
        </p>
      )}
      <MadeFacts asset={asset} />
    </InspectorSection>
  );
}

function JobLink({ asset }: { asset: AssetView }) {
  const words = jobWords(asset);
  if (words === null) return null;
  if (asset.batchId === null || asset.jobId === null) return <span className="text-small text-text-3">{words}</span>;
  return (
    <a href={hrefOf('queue', asset.batchId, asset.jobId)} className="rounded-chip text-small text-text-3 hover:text-text">
      {words}
    </a>
  );
}

function MadeFacts({ asset }: { asset: AssetView }) {
  const now = useNow(60_000);
  const usualMs = useEngine((state) => findModel(state.models, asset.model)?.usualMs ?? null);
  const size = sizeWords(asset);
  const cost = costWords(asset);
  return (
    <Facts
      rows={[
        { name: 'Model', value: <Pair main={asset.modelName} more={asset.model} mono /> },
        ...(asset.seed === null ? [] : [{ name: 'Seed', value: <span className="mono">{asset.seed}</span> }]),
        { name: size ? 'Size' : 'File', value: size ? <Pair figure main={size} more={fileWords(asset)} /> : fileWords(asset) },
        ...(asset.durationS === null ? [] : [{ name: 'Length', value: <span className="mono">{clipLength(asset.durationS)}</span> }]),
        ...(asset.keyLabel === null ? [] : [{ name: 'Key', value: <KeyName label={asset.keyLabel} /> }]),
        { name: 'Made', value: <Pair figure main={madeAt(asset.createdAt, now)} more={tookWords(asset.tookMs, usualMs)} /> },
        { name: 'Cost', value: <Pair main={cost.amount} more={cost.origin} /> },
        ...(asset.batchName === null ? [] : [{ name: 'Batch', value: <BatchName asset={asset} /> }]),
        { name: 'Hash', value: <Hash sha256={asset.sha256} /> },
        ...otherInput(asset).map(([name, value]) => ({ name, value: <span className="mono break-words text-text-2">{value}</span> })),
      ]}
    />
  );
}

function Pair({ main, more, figure = false, mono = false }: { main: string; more: string | null; figure?: boolean; mono?: boolean }) {
  return (
    <>
      <span className={cx(figure && 'mono')}>{main}</span> <span className={cx('text-small text-text-3', mono && 'mono')}>{more}</span>
    </>
  );
}

function KeyName({ label }: { label: string }): ReactNode {
  const colour = useEngine((state) => Object.values(state.keys).find((key) => key.label === label)?.colour);
  return (
    <span className="flex items-center gap-2">
      {colour !== undefined && <span aria-hidden className={cx('h-3.5 w-[3px]', keyColour(colour))} />}
      {label}
    </span>
  );
}

function BatchName({ asset }: { asset: AssetView }) {
  if (asset.batchId === null) return asset.batchName;
  return (
    <a dir="auto" href={hrefOf('queue', asset.batchId)} className="rounded-chip underline decoration-line-3 underline-offset-2 hover:decoration-text">
      {asset.batchName}
    </a>
  );
}

function Hash({ sha256 }: { sha256: string }) {
  return (
    <button
      type="button"
      title="Copy the whole hash"
      onClick={() => copyText(sha256, 'Hash')}
      className="mono flex items-center gap-2 rounded-chip text-text hover:text-now-text"
    >
      {shortHash(sha256)}
      <Copy size={12} strokeWidth={1.5} aria-label="Copy the whole hash" />
    </button>
  );
}
