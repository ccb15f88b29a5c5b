import type { AttemptView } from '../../../shared/domain.ts';
import { Glyph } from '../../components/glyph.tsx';
import { InspectorSection } from '../../components/inspector.tsx';
import { clockSeconds } from '../../look/times.ts';
import { count } from '../../look/numbers.ts';
import { attemptGlyph, attemptWords, requestWords } from './attempt-words.ts';

/** Every attempt, newest first, with the requests it took. */
export function Attempts({ attempts }: { attempts: readonly AttemptView[] }) {
  if (attempts.length === 0) return null;
  return (
    <InspectorSection title="Attempts">
      <ol className="flex flex-col gap-3">
        {attempts.toReversed().map((attempt) => (
          <li key={attempt.id} className="flex gap-3">
            <Glyph name={attemptGlyph(attempt)} className="mt-1" />
            <div className="min-w-0 flex-1">
              <p className="flex justify-between gap-3 text-body">
                <span className="truncate font-medium text-text">
                  Attempt {count(attempt.number)}, {attempt.keyLabel}
                </span>
                <span className="mono shrink-0 text-small text-text-2">{clockSeconds(attempt.startedAt)}</span>
              </p>
              <p data-selectable className="text-small text-text-2">
                {attemptWords(attempt)}
              </p>
              <ul data-selectable className="mono mt-1 text-label text-text-3">
                {attempt.requests.map((request) => (
                  <li key={request.id} className="flex gap-2">
                    <span className="shrink-0">{clockSeconds(request.sentAt)}</span>
                    <span className="min-w-0">{requestWords(request)}</span>
                  </li>
                ))}
              </ul>
              {attempt.remoteId && (
                <p data-selectable className="mono text-label break-all text-text-3">
                  {attempt.remoteId}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </InspectorSection>
  );
}
