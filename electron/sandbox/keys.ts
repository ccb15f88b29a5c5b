import { createHash } from 'node:crypto';
import { PLANS, type PlanName } from '../../shared/plans.ts';
import { KeyLimits } from './limits/key-limits.ts';
import type { WindowKind } from './limits/minute-window.ts';
import { PERMISSIONS, type KeyOptions, type Permission } from './options.ts';

export interface SandboxKey {
  label: string;
  plan: PlanName;
  secret: string;
  limits: KeyLimits;
  permissions: ReadonlySet<Permission>;
  /** Infinity when unlimited. */
  creditsLeft: number;
}

/** The server's keys, found by the `Authorization` header. */
export class KeyBook {
  readonly all: readonly SandboxKey[];
  readonly #bySecret: ReadonlyMap<string, SandboxKey>;

  constructor(options: readonly KeyOptions[], seed: number, window: WindowKind) {
    const accounts = new Map<string, KeyLimits>();
    this.all = options.map((key) => keyOf(key, seed, window, accounts));
    this.#bySecret = new Map(this.all.map((key) => [key.secret, key]));
  }

  /** The key of a `Bearer` header, or null when there is none or it is unknown. */
  find(authorization: string | null): SandboxKey | null {
    const secret = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    return (secret !== undefined && this.#bySecret.get(secret)) || null;
  }

  get(label: string): SandboxKey {
    const key = this.all.find((candidate) => candidate.label === label);
    if (!key) throw new RangeError(`no key labelled ${label}`);
    return key;
  }
}

function keyOf(options: KeyOptions, seed: number, window: WindowKind, accounts: Map<string, KeyLimits>): SandboxKey {
  const shared = options.account === undefined ? undefined : accounts.get(options.account);
  const limits = shared ?? new KeyLimits({ ...PLANS[options.plan], ...options.limits }, window);
  if (options.account !== undefined) accounts.set(options.account, limits);
  return {
    label: options.label,
    plan: options.plan,
    secret: options.secret ?? secretOf(seed, options.label),
    limits,
    permissions: new Set(options.permissions ?? PERMISSIONS),
    creditsLeft: options.credits ?? Infinity,
  };
}

/** The same for the same seed and label. It opens nothing but this stand-in. */
function secretOf(seed: number, label: string): string {
  return `sk_test_${createHash('sha256').update(`sandbox ${seed} ${label}`).digest('hex').slice(0, 32)}`;
}
