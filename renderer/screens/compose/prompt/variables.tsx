import { memo, useMemo } from 'react';
import { withMethod } from '../../../../shared/prompt/method.ts';
import type { Method } from '../../../../shared/prompt/syntax.ts';
import type { Axis, Template } from '../../../../shared/prompt/template.ts';
import { Segment } from '../../../components/segment.tsx';
import { count } from '../../../look/numbers.ts';
import { changeDraft } from '../draft/draft-store.ts';

const METHODS = [
  { value: 'all', label: 'all' },
  { value: 'order', label: 'in order' },
  { value: 'random', label: 'random' },
] as const;

const SHOWN = 12;

export interface VariablesProps {
  template: Template | null;
  /** The text as it is now: a method is written into it only while the template is about it. */
  current: string;
}

/** What varies in a prompt: its first values, how many, and how the jobs run over them. */
export const Variables = memo(function Variables({ template, current }: VariablesProps) {
  if (!template || template.axes.length === 0) return null;
  return (
    <ul aria-label="What varies in the prompt" className="max-h-[34vh] shrink-0 overflow-y-auto border-b border-line">
      {template.axes.map((axis, at) => (
        <AxisRow key={at} axis={axis} at={at} template={template} current={current} />
      ))}
    </ul>
  );
});

function AxisRow({ axis, at, template, current }: { axis: Axis; at: number; template: Template; current: string }) {
  const values = useMemo(() => template.values(at, SHOWN), [template, at]);
  return (
    <li className="flex h-9 items-center gap-3 border-t border-line px-4 first:border-t-0">
      <span className="mono w-20 shrink-0 truncate text-small text-text" title={axis.name}>
        {axis.name}
      </span>
      {/* Values that find no room go to a second row, which is not seen: none is cut. */}
      <span className="flex h-5 min-w-0 flex-1 flex-wrap gap-x-1.5 gap-y-2 overflow-hidden">
        {values.map((value, place) => (
          <span key={place} title={value} className="h-5 max-w-full min-w-6 truncate rounded-chip bg-control px-2 text-small/5 text-text-2">
            {value === '' ? '–' : value}
          </span>
        ))}
      </span>
      <span className="mono shrink-0 text-right text-body">{figure(axis.values)}</span>
      {axis.source ? (
        <Segment<Method>
          label={`How jobs run over ${axis.name}`}
          value={axis.method}
          choices={METHODS}
          onChange={(method) => choose(axis, method, template, current)}
          className="shrink-0"
        />
      ) : (
        <span className="w-50 shrink-0 text-right text-small text-text-3">
          {axis.method === 'all' ? 'all of its choices together' : METHODS.find(({ value }) => value === axis.method)?.label}
        </span>
      )}
    </li>
  );
}

function figure(value: bigint): string {
  return value <= Number.MAX_SAFE_INTEGER ? count(Number(value)) : `10^${`${value}`.length - 1}`;
}

function choose({ source }: Axis, method: Method, template: Template, current: string): void {
  if (!source || template.text !== current) return;
  const text = withMethod(current, source, method);
  changeDraft((before) => ({ ...before, prompt: text }));
}
