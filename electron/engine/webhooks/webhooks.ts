import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../shared/clock.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import type { EndpointName, Settings } from '../../../shared/domain.ts';
import { readJobReport } from '../api/job-report.ts';
import type { JobReport } from '../api/exchange.ts';
import type { Vault } from '../keys/vault.ts';
import type { Logger } from '../log.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { AttemptRow } from '../queue/rows.ts';
import { EarlyReports } from './early-reports.ts';
import { checkSignature, type Delivery } from './signature.ts';

/** What submissions and polls need to know of webhooks. */
export interface WebhookPlan {
  /** Where the API is to send word of a job's end; null: nowhere. */
  address(endpoint: EndpointName): string | null;
  /** Whether word of what is sent now will be waited for. */
  expected(endpoint: EndpointName): boolean;
  /** Whether word of this attempt's end is waited for, so that it is asked for only much later. */
  awaits(attempt: AttemptRow): boolean;
  /**
   * It was asked for, and was over, and nobody had sent word: from now on jobs are asked for again, until a webhook arrives. True when word of it
   * was awaited until now.
   */
  missed(attempt: AttemptRow): boolean;
}

export interface Webhooks extends WebhookPlan {
  /** Takes a webhook in; the HTTP status to answer with. Never rejects. Words of unknown or finished jobs change nothing. */
  receive(delivery: Delivery): Promise<number>;
  /** The API has named its id of this attempt's job: what came before that is taken in now. */
  accepted(attemptId: number): void;
  /** Whether the host can open the port that the settings name: while it cannot, jobs are asked for. */
  hears(open: boolean): void;
  /** Reads the signing secret from the vault, where it is open. */
  load(): Promise<void>;
  /** null: forgets it. Rejects with VAULT_LOCKED. */
  setSecret(secret: string | null): Promise<void>;
  status(): CallOutput<'webhook.status'>;
}

export interface WebhookOptions {
  clock: Clock;
  vault: Vault;
  ledger: Pick<Ledger, 'attempt' | 'openByRemoteId'>;
  settings(): Pick<Settings, 'webhookBase' | 'webhookUnsigned'>;
  /** What becomes of a running job by such a report. */
  deliver(attemptId: number, report: JobReport): Promise<void>;
  log: Logger;
}

const VAULT_NAME = 'webhook:secret';
const TOKEN_BYTES = 24;

const STATUS = { taken: 200, refused: 401, unreadable: 400 } as const;

export function createWebhooks(options: WebhookOptions): Webhooks {
  const { clock, vault, ledger } = options;
  // Of this run only: whoever is to be believed without a signature must have been told it by us.
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const startedAt = clock.now();
  const early = new EarlyReports();
  const count = { received: 0, refused: 0 };
  let secret: string | null = null;
  let trusted = true;
  let deaf = false;

  function address(endpoint: EndpointName): string | null {
    const { webhookBase: base, webhookUnsigned } = options.settings();
    if (base === null || deaf || (secret === null && !webhookUnsigned)) return null;
    // The sandbox reaches this machine only, and refuses jobs that name another address.
    if (endpoint === 'sandbox' && !isLoopback(base)) return null;
    return `${base.replace(/\/+$/, '')}/webhooks/${token}`;
  }

  /** Addresses without a signature are those of one run: word to an earlier one's is not believed. */
  function awaits({ webhook, started_at }: AttemptRow): boolean {
    return webhook === 1 && trusted && !deaf && options.settings().webhookBase !== null && (secret !== null || started_at >= startedAt);
  }

  function isBelieved(delivery: Delivery): boolean {
    const signed = delivery.signature === null ? 'none' : secret === null ? 'wrong' : checkSignature(delivery, secret, clock.now());
    if (signed === 'none') return options.settings().webhookUnsigned && sameText(delivery.token, token);
    if (signed !== 'good') options.log.warn('a webhook was refused', { signature: signed });
    return signed === 'good';
  }

  async function receive(delivery: Delivery): Promise<number> {
    if (!isBelieved(delivery)) {
      count.refused++;
      return STATUS.refused;
    }
    const report = readBody(delivery.body);
    if (!report?.remoteId) return STATUS.unreadable;
    count.received++;
    if (report.status === 'pending' || report.status === 'processing') return STATUS.taken;
    const attempt = ledger.openByRemoteId(report.remoteId);
    if (attempt) await takeIn(attempt, report);
    else early.keep(report.remoteId, report, clock.now());
    return STATUS.taken;
  }

  async function takeIn(attempt: AttemptRow, report: JobReport): Promise<void> {
    trusted ||= attempt.webhook === 1;
    await options.deliver(attempt.id, report);
  }

  const expected = (endpoint: EndpointName): boolean => trusted && address(endpoint) !== null;

  return {
    address,
    expected,
    awaits,
    receive,
    missed(attempt) {
      if (!awaits(attempt)) return false;
      trusted = false;
      return true;
    },
    accepted(attemptId) {
      const attempt = ledger.attempt(attemptId);
      const report = attempt?.webhook === 1 && attempt.remote_id !== null ? early.take(attempt.remote_id, clock.now()) : null;
      if (attempt && report) void takeIn(attempt, report);
    },
    hears(open) {
      deaf = !open;
    },
    async load() {
      if (vault.state() !== 'open') return;
      secret = await vault.get(VAULT_NAME).catch((error: unknown) => {
        options.log.error('the signing secret of webhooks could not be read', { error: String(error) });
        return null;
      });
    },
    async setSecret(next) {
      if (next === null) await vault.delete(VAULT_NAME);
      else await vault.set(VAULT_NAME, next.trim());
      secret = next?.trim() ?? null;
    },
    status: () => ({ known: secret !== null, trusted: expected('api'), deaf, ...count }),
  };
}

function readBody(body: Uint8Array): JobReport | null {
  try {
    return readJobReport(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}

function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function isLoopback(base: string): boolean {
  const { hostname } = new URL(base);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
