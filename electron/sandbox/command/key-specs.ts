import { PLAN_NAMES, PLANS, type PlanLimits, type PlanName } from '../../../shared/plans.ts';
import { PERMISSIONS, type KeyOptions, type Permission } from '../options.ts';
import { UsageError } from './usage-error.ts';

/** `free,pro,studio=business,big=600/40/9000`: a plan named twice gets the labels free and free-2. */
export function parseKeys(text: string): KeyOptions[] {
  const keys: KeyOptions[] = [];
  for (const spec of text.split(',').map((part) => part.trim())) keys.push(parseKey(spec, keys));
  return keys;
}

function parseKey(spec: string, before: readonly KeyOptions[]): KeyOptions {
  const [, label, plan] = /^(?:([\w .-]+)=)?([\w/]+)$/.exec(spec) ?? [];
  if (plan === undefined) throw new UsageError(`--keys: "${spec}" is neither a plan nor label=plan`);
  const chosen = planOf(plan);
  if (label !== undefined && before.some((key) => key.label === label)) throw new UsageError(`--keys: two keys are called ${label}`);
  return { label: label ?? freeLabel(plan, before), ...chosen };
}

function planOf(text: string): { plan: PlanName; limits?: PlanLimits } {
  const plan = PLAN_NAMES.find((name) => name === text);
  if (plan) return { plan };
  const [, minute, concurrent, day] = /^(\d+)\/(\d+)\/(\d+)$/.exec(text) ?? [];
  const limits = { requestsPerMinute: Number(minute), concurrentJobs: Number(concurrent), requestsPerDay: Number(day) };
  if (Object.values(limits).every((limit) => limit >= 1)) return { plan: 'enterprise', limits };
  throw new UsageError(`--keys: there is no plan "${text}"; there are ${Object.keys(PLANS).join(', ')}, or minute/concurrent/day as in 60/10/5000`);
}

function freeLabel(plan: string, before: readonly KeyOptions[]): string {
  const taken = new Set(before.map((key) => key.label));
  for (let n = 1; ; n += 1) {
    const label = n === 1 ? plan : `${plan}-${n}`;
    if (!taken.has(label)) return label;
  }
}

/** Adds `label=10` settings to the keys they name. */
export function withCredits(keys: readonly KeyOptions[], settings: readonly string[]): KeyOptions[] {
  return withSettings(keys, '--credits', settings, (key, value) => {
    const credits = Number(value);
    if (value === '' || !(credits >= 0)) throw new UsageError(`--credits: "${value}" is not a number of credits`);
    return { ...key, credits };
  });
}

/** Adds `label=studio` settings: keys of one account share its limits. */
export function withAccounts(keys: readonly KeyOptions[], settings: readonly string[]): KeyOptions[] {
  return withSettings(keys, '--account', settings, (key, account) => {
    if (account === '') throw new UsageError('--account: LABEL=NAME names an account');
    return { ...key, account };
  });
}

/** Adds `label=models:read+jobs:read` settings to the keys they name. */
export function withPermissions(keys: readonly KeyOptions[], settings: readonly string[]): KeyOptions[] {
  return withSettings(keys, '--permissions', settings, (key, value) => {
    const permissions = value.split('+').map(permissionOf);
    return { ...key, permissions };
  });
}

function permissionOf(text: string): Permission {
  const permission = PERMISSIONS.find((name) => name === text);
  if (permission) return permission;
  throw new UsageError(`--permissions: there is no permission "${text}"; there are ${PERMISSIONS.join(', ')}`);
}

function withSettings(
  keys: readonly KeyOptions[],
  option: string,
  settings: readonly string[],
  apply: (key: KeyOptions, value: string) => KeyOptions,
): KeyOptions[] {
  const byLabel = new Map(keys.map((key) => [key.label, key]));
  for (const setting of settings) {
    const [label = '', value = ''] = setting.split('=');
    const key = byLabel.get(label);
    if (!key) throw new UsageError(`${option}: no key is called "${label}"`);
    byLabel.set(label, apply(key, value));
  }
  return [...byLabel.values()];
}
