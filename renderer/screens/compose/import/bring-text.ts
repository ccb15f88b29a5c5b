import type { EngineClient } from '../../../../shared/contract.ts';
import { IMPORT_PART } from '../../../../shared/contract/compose-calls.ts';

export interface BringingOptions {
  client: Pick<EngineClient, 'call'>;
  /** A name for it, made up. */
  token: string;
  /** The share that is brought by now, 0 to 1. */
  onShare(share: number): void;
  /** It is not wanted any more. */
  signal: AbortSignal;
}

/** Tells the engine a text part by part: in one breath a long one holds up the window. Rejects with the engine's AppError, or the signal's reason. */
export async function bringText(text: string, { client, token, onShare, signal }: BringingOptions): Promise<void> {
  for (let at = 0; at === 0 || at < text.length; at += IMPORT_PART) {
    signal.throwIfAborted();
    await client.call('import.bring', { token, at, part: text.slice(at, at + IMPORT_PART) });
    onShare(Math.min(1, (at + IMPORT_PART) / text.length));
  }
  signal.throwIfAborted();
}
