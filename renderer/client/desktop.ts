import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { LinkedClient } from './link.ts';
import type { CompanionBridge } from './window.ts';

/** The client over the preload's bridge. Its link cannot be lost: when the main process goes, so does this window. */
export function desktopClient(bridge: CompanionBridge): LinkedClient {
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const result = await bridge.call(name, input);
      if (!result.ok) throw AppError.fromData(result.error);
      return result.value as CallOutput<N>;
    },
    subscribe: (listener) => bridge.subscribe(listener),
    onReconnect: () => () => {},
    onLink(listener) {
      listener('open');
      return () => {};
    },
    exportUrl: (ticket) => `media://export/${ticket}`,
    mediaUrl: (kind, sha256) => `media://${kind}/${sha256}`,
  };
}
