import type { Clock, Random } from '../../shared/clock.ts';
import type { CallResult, EngineEvent, MediaKind } from '../../shared/contract.ts';
import type { Settings } from '../../shared/domain.ts';
import type { Outgoing } from './library/export/exports.ts';
import type { Imported } from './library/intake/importer.ts';
import type { Vault } from './keys/vault.ts';
import type { Logger } from './log.ts';
import type { Grants } from './scheduler/grants.ts';
import type { SandboxLauncher } from './sandbox-launcher.ts';
import type { OpenOptions } from './store/open.ts';
import type { Delivery } from './webhooks/signature.ts';

/** A key given by the environment: used while it is there, never stored. */
export interface EnvironmentKey {
  label: string;
  secret: string;
}

/** Everything the engine takes from outside: one constructor call drives it under any clock, network and store. */
export interface EngineOptions {
  /** Folder of the workspace; made when missing. */
  workspace: string;
  /** Base URL of the real API, with `/v1` and without a slash at the end. */
  baseUrl: string;
  host: 'desktop' | 'browser' | 'cli';
  version: string;
  clock: Clock;
  random: Random;
  fetch: typeof fetch;
  vault: Vault;
  environmentKeys: EnvironmentKey[];
  log: Logger;
  /** Absent: every key's allowance is this machine's alone. */
  grants?: Grants;
  /** Only looks and answers: what was left unfinished stays as it is, and nothing is sent. For hosts that ask and leave. */
  idle?: boolean;
  /** A person asked for it: put the last good backup in the place of a damaged database. */
  restore?: boolean;
  /** The database is read through, or copied and brought to today's, before anything else can be done. Waited for. */
  onWait?: OpenOptions['onWait'];
  /** Asks the person for a folder with a dialog of the system's; null: they chose none. Absent where the host has none. */
  chooseFolder?: () => Promise<string | null>;
  /** Absent where the host cannot start a sandbox. */
  sandbox?: SandboxLauncher;
}

/** A file of the library as the media routes of hosts serve it. */
export interface MediaFile {
  path: string;
  mime: string;
  bytes: number;
  /** It stands for one that is still to be made: another may lie under its address soon. */
  standIn?: boolean;
}

export interface Engine {
  /** Takes any name and input, validates both against the contract, and never rejects. */
  call(name: string, input: unknown): Promise<CallResult>;
  /** Events in order, each at most once a tick. Returns the unsubscribe. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  /** The bytes behind `mediaUrl`; null when there are none. `sha256` may be anything: it is checked here. */
  media(kind: MediaKind, sha256: string): Promise<MediaFile | null>;
  /** The ZIP file behind an export's ticket, which is good once; null for any other text. */
  outgoing(ticket: string): Outgoing | null;
  /** Takes a file by its path into the library, for hosts that a person gave the path to: no call of the contract does. Rejects with an AppError. */
  importFile(path: string): Promise<Imported>;
  /** Calls with the settings of now, and after every change, for hosts: who follows them does not count as somebody who looks at the queue. */
  followSettings(listener: (settings: Settings) => void): () => void;
  /** Takes in what was posted to the webhook receiver; resolves with the HTTP status to answer. Never rejects. */
  webhook(delivery: Delivery): Promise<number>;
  /** From hosts that receive webhooks: whether their port is open. */
  hears(open: boolean): void;
  /** The machine woke up, or its clock was set: deadlines are computed anew. */
  wake(): void;
  /** Takes nothing new, lets go, waits a bounded time. The store is right either way. Idempotent. */
  stop(): Promise<void>;
}
