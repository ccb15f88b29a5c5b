import { useState } from 'react';
import type { AttemptView } from '../../../shared/domain.ts';
import { Glyph } from '../../components/glyph.tsx';
import { InspectorSection } from '../../components/inspector.tsx';
import { RequestDialog } from '../../components/request/request-dialog.tsx';
import { clockSeconds } from '../../look/times.ts';
import { count } from '../../look/numbers.ts';
import { attemptGlyph, attemptWords, requestWords } from './attempt-words.ts';

/** Every attempt, newest first, with the requests it took; each opens what was sent. */
export function Attempts({ attempts }: { attempts: readonly AttemptView[] }) {
  const [open, setOpen] = useState<number | null>(null);
  if (attempts.length === 0) return null;
  return (
    <InspectorSection title="Attempts">
      {open !== null && <RequestDialog id={open} onClose={() => setOpen(null)} />}
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
                  <li key={request.id}>
                    <button type="button" onClick={() => setOpen(request.id)} className="flex gap-2 rounded-chip text-left hover:text-text hover:underline">
                      <span className="shrink-0">{clockSeconds(request.sentAt)}</span>
                      <span className="min-w-0">{requestWords(request)}</span>
                    </button>
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
