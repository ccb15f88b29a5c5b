import { useMemo } from 'react';
import { inputText } from '../schema/json-text.ts';
import { pickedParts } from './columns.ts';
import type { Plan } from './plan.ts';

/** One job of the plan in full: its prompt with what it picked, and what is sent. */
export function OneJob({ plan, at }: { plan: Plan; at: number }) {
  const job = useMemo(() => plan.at(at), [plan, at]);
  const parts = useMemo(() => pickedParts(job.prompt, plan.picks(at)), [plan, at, job]);
  return (
    <div className="flex max-h-[32%] shrink-0 flex-col gap-1.5 overflow-y-auto border-t border-line px-4 py-3">
      <p className="text-small text-text-3">{plan.count === 1 ? 'The job reads' : `Job ${(at + 1).toLocaleString()} reads`}</p>
      {job.prompt !== '' && (
        <p dir="auto" data-selectable className="text-body break-words whitespace-pre-wrap text-text">
          {parts.map((part, place) =>
            part.picked ? (
              <span key={place} className="rounded-chip bg-control px-0.5">
                {part.text}
              </span>
            ) : (
              part.text
            ),
          )}
        </p>
      )}
      <p className="mt-1 text-small text-text-3">and sends</p>
      <pre className="mono text-small break-words whitespace-pre-wrap text-text-2">{inputText(job.input)}</pre>
    </div>
  );
}
