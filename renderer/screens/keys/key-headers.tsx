import type { KeyView } from '../../../shared/domain.ts';
import { NONE } from '../../look/numbers.ts';
import { span } from '../../look/times.ts';
import { useNow } from '../../state/clock.ts';

/** The limit headers of the last answer, as they came, and how old they are. */
export function KeyHeaders({ keyView: { headers } }: { keyView: KeyView }) {
  const now = useNow(1_000);
  return (
    <section aria-label="Headers of the last answer" className="flex flex-col gap-3 border-b border-line px-6 py-5">
      <div className="flex items-baseline justify-between gap-3 text-small text-text-2">
        <h3>Headers of the last answer</h3>
        {headers && <span className="mono text-text-3">{span(now - headers.at)} ago</span>}
      </div>
      {headers ? (
        <pre data-selectable className="code overflow-x-auto rounded-control bg-well p-3 text-small text-text-2 inset-ring inset-ring-line">
          {[
            ['X-RateLimit-Limit', headers.limit],
            ['X-RateLimit-Remaining', headers.remaining],
            ['X-RateLimit-Reset', headers.reset],
            ['Retry-After', headers.retryAfter],
          ]
            .map(([name, value]) => `${(name ?? '').padEnd(22)} ${value ?? NONE}`)
            .join('\n')}
        </pre>
      ) : (
        <p className="text-body text-text-2">No answer yet. A test costs 1 request and tells them.</p>
      )}
    </section>
  );
}
