import type { KeyView, ModelView } from '../../../shared/domain.ts';
import { takesOnlyByLabel } from '../../../shared/test-keys.ts';
import { Facts } from '../../components/inspector.tsx';
import { count, counted, NONE, rate } from '../../look/numbers.ts';
import { useEngine } from '../../state/engine.tsx';
import { useKeys } from '../../state/lists.ts';
import { findModel } from '../../state/models.ts';

const SOURCE = { vault: 'the vault', environment: 'the environment, never stored', sandbox: 'the sandbox, held in memory' } as const;

/** What it has done, and where its secret lives. */
export function KeyHistory({ keyView: key }: { keyView: KeyView }) {
  const onlyByLabel = takesOnlyByLabel(key, useKeys());
  const models = useEngine((state) => state.models);
  return (
    <section aria-label="History" className="border-b border-line px-6 py-5">
      <Facts
        rows={[
          { name: 'Secret', value: <SecretEnd keyView={key} /> },
          ...(onlyByLabel ? [{ name: 'Takes', value: 'only batches bound to its labels: a test key, whose outputs may be made up, beside others' }] : []),
          { name: 'Kept in', value: SOURCE[key.source] },
          { name: 'Record', value: recordWords(key) },
          { name: 'May not run', value: forbiddenWords(key, models) },
          { name: 'Jobs done', value: <span className="mono">{count(key.jobsDone)}</span> },
          { name: 'Per job', value: <span className="mono">{key.jobsDone > 0 ? `${rate(key.requests / key.jobsDone, 2)} requests` : NONE}</span> },
        ]}
      />
    </section>
  );
}

/** `1 refusal in 4,812 requests`. */
function recordWords({ refused, requests }: Pick<KeyView, 'refused' | 'requests'>): string {
  return `${counted(refused, 'refusal')} in ${counted(requests, 'request')}`;
}

/** Permissions learned from refusals: models that the API said this key may not run, each once. */
function forbiddenWords({ forbidden }: KeyView, models: Readonly<Record<string, ModelView>>): string {
  const names = new Set(forbidden.map((id) => findModel(models, id)?.name ?? id));
  return names.size === 0 ? 'nothing that it was refused for so far' : `${[...names].join(', ')}. A test asks again`;
}

function SecretEnd({ keyView: key }: { keyView: KeyView }) {
  return (
    <span className="mono">
      {key.prefix}…{key.last4}
    </span>
  );
}
