import type { CreditBudget, EndpointName } from '../../../shared/domain.ts';
import type { Catalog } from '../catalog/catalog.ts';

/** Credits as budgets count them: whole millionths, so that sums are exact. */
export const MILLIONTHS = 1_000_000;

export function toCharge(credits: number): number {
  return Math.round(credits * MILLIONTHS);
}

export function toAmount(charge: number): number {
  return charge / MILLIONTHS;
}

/**
 * What a job is taken to cost against a budget (millionths); null: its model has no price. The catalog tells a price a run, and not whether several
 * outputs multiply it (abstrakt-api.md, section 9): a ceiling must hold either way, so they do here.
 */
export function chargeOf(catalog: Pick<Catalog, 'get'>, endpoint: EndpointName, model: string, outputs: number): number | null {
  const price = catalog.get(endpoint, model)?.creditsPerRun ?? null;
  return price === null ? null : toCharge(price * outputs);
}

/** The two columns in which a budget is stored. */
export interface BudgetColumns {
  credit_budget: number | null;
  budget_unknowns: number;
}

export function toBudget({ credit_budget, budget_unknowns }: BudgetColumns): CreditBudget | null {
  return credit_budget === null ? null : { credits: credit_budget, unknown: budget_unknowns === 1 ? 'send' : 'wait' };
}

export function toBudgetColumns(budget: CreditBudget | null): BudgetColumns {
  return { credit_budget: budget?.credits ?? null, budget_unknowns: budget?.unknown === 'send' ? 1 : 0 };
}
