import { useMemo } from 'react';
import type { Follow } from '../after/follow.ts';
import { inputText } from '../schema/json-text.ts';
import { pickedParts } from './columns.ts';
import type { Plan } from './plan.ts';

export interface OneJobProps {
  plan: Plan;
  at: number;
  follow: Follow;
}

/** One job of the plan in full: its prompt with what it picked, and what is sent. Of a line each step, of a race each model. */
export function OneJob({ plan, at, follow }: OneJobProps) {
  const job = useMemo(() => plan.picked(at), [plan, at]);
  const parts = useMemo(() => pickedParts(job.prompt, job.picks), [job]);
  return (
    <div
      role="region"
      aria-label="The chosen job"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where the job is long, and the keyboard must get there
      tabIndex={0}
      className="focus-inside flex max-h-[32%] shrink-0 flex-col gap-1.5 overflow-y-auto border-t border-line px-4 py-3"
    >
      <p className="text-small text-text-3">{readsWords(plan, at, follow)}</p>
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
      <Sends plan={plan} at={at} follow={follow} />
    </div>
  );
}

function Sends({ plan, at, follow }: OneJobProps) {
  const { models, layout } = follow;
  const sent = useMemo(() => follow.expand(plan.at(at).input, at * models.length + 1), [follow, plan, at, models]);
  if (layout.kind === 'list') return <Sent words="and sends" input={inputText(sent[0]!.input)} />;
  return (
    <ol aria-label={layout.kind === 'line' ? 'What each step sends' : 'What each model is sent'} className="mt-1 flex flex-col gap-1.5">
      {sent.map(({ model, input }, place) => (
        <li key={place}>
          <Sent words={sentWords(layout.kind, place, models.find(({ id }) => id === model)?.name ?? model)} input={inputText(input)} />
        </li>
      ))}
    </ol>
  );
}

function Sent({ words, input }: { words: string; input: string }) {
  return (
    <>
      <p className="mt-1 text-small text-text-3">{words}</p>
      <pre className="mono text-small break-words whitespace-pre-wrap text-text-2">{input}</pre>
    </>
  );
}

function sentWords(kind: 'line' | 'race', place: number, name: string): string {
  if (kind === 'race') return `to ${name}`;
  return place === 0 ? `step 1, ${name}` : `then step ${place + 1}, ${name}`;
}

function readsWords({ count }: Plan, at: number, { layout }: Follow): string {
  const number = (at + 1).toLocaleString();
  switch (layout.kind) {
    case 'list':
      return count === 1 ? 'The job reads' : `Job ${number} reads`;
    case 'line':
      return count === 1 ? 'The line reads' : `Line ${number} reads`;
    case 'race':
      return count === 1 ? 'The race reads' : `Race ${number} reads`;
  }
}
