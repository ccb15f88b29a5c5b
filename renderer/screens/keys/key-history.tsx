import type { KeyView } from '../../../shared/domain.ts';
import { Facts } from '../../components/inspector.tsx';
import { count, NONE, rate } from '../../look/numbers.ts';

const SOURCE = { vault: 'the vault', environment: 'the environment, never stored', sandbox: 'the sandbox, held in memory' } as const;

/** What it has done, and where its secret lives. */
export function KeyHistory({ keyView: key }: { keyView: KeyView }) {
  return (
    <section aria-label="History" className="border-b border-line px-6 py-5">
      <Facts
        rows={[
          { name: 'Secret', value: <SecretEnd keyView={key} /> },
          { name: 'Kept in', value: SOURCE[key.source] },
          { name: 'Requests', value: <span className="mono">{count(key.requests)}</span> },
          { name: 'Refusals', value: <span className="mono">{count(key.refused)}</span> },
          { name: 'Jobs done', value: <span className="mono">{count(key.jobsDone)}</span> },
          { name: 'Per job', value: <span className="mono">{key.jobsDone > 0 ? `${rate(key.requests / key.jobsDone, 2)} requests` : NONE}</span> },
        ]}
      />
    </section>
  );
}

function SecretEnd({ keyView: key }: { keyView: KeyView }) {
  return (
    <span className="mono">
      {key.prefix}…{key.last4}
    </span>
  );
}
