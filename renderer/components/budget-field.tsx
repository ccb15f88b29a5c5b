import { useState } from 'react';
import type { CreditBudget, Spent } from '../../shared/domain.ts';
import { counted, creditFigure, creditWords } from '../look/numbers.ts';
import { Check } from './check.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

export interface BudgetFieldProps {
  label: string;
  budget: CreditBudget | null;
  /** What counts against it so far, where that is known here. */
  spent?: Spent;
  onChange(budget: CreditBudget | null): void;
}

/** A ceiling for credits, kept when the field is left; empty: none. */
export function BudgetField({ label, budget, spent, onChange }: BudgetFieldProps) {
  const set = budget === null ? '' : String(budget.credits);
  const [typed, setTyped] = useState(set);
  const wanted = readCredits(typed);
  const keep = () => {
    if (wanted === 'wrong' || typed.trim() === set) return;
    onChange(wanted === null ? null : { credits: wanted, unknown: budget?.unknown ?? 'wait' });
  };
  return (
    <div className="flex max-w-100 flex-col gap-2">
      <Field
        label={label}
        hint={<span className="plain">{spent ? spentWords(spent) : 'empty: no ceiling'}</span>}
        error={wanted === 'wrong' ? 'A number of credits, or nothing' : undefined}
      >
        {({ id, errorId }) => (
          <Input
            id={id}
            mono
            inputMode="decimal"
            aria-describedby={errorId}
            invalid={wanted === 'wrong'}
            value={typed}
            placeholder="no ceiling"
            trailing="credits"
            onChange={(event) => setTyped(event.target.value)}
            onBlur={keep}
            onKeyDown={(event) => {
              if (event.key === 'Enter') keep();
              if (event.key === 'Escape') setTyped(set);
            }}
            className="w-55"
          />
        )}
      </Field>
      {budget !== null && (
        <Check checked={budget.unknown === 'send'} onChange={(on) => onChange({ ...budget, unknown: on ? 'send' : 'wait' })}>
          Send jobs whose cost nobody knows, too
        </Check>
      )}
    </div>
  );
}

/** Null: nothing was typed. */
export function readCredits(typed: string): number | null | 'wrong' {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : 'wrong';
}

function spentWords({ credits, unknown }: Spent): string {
  const known = credits === 0 ? 'nothing spent yet' : `${creditWords(credits)} spent`;
  return unknown === 0 ? known : `${creditFigure(credits)} spent, and ${counted(unknown, 'job')} of unknown cost`;
}
