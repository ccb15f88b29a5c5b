import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useClient } from '../../../state/engine.tsx';
import { type LogFilter, type LogRows, LogSource } from './log-source.ts';

/** The request log under a filter (compared by its content), and the way to older rows. */
export function useLog(filter: LogFilter): LogRows & { more(): void } {
  const client = useClient();
  const key = JSON.stringify(filter);
  const source = useMemo(() => new LogSource(client, JSON.parse(key) as LogFilter), [client, key]);
  useEffect(() => client.subscribe((event) => event.name === 'request.changed' && source.refresh()), [client, source]);
  const log = useSyncExternalStore(source.subscribe, source.read, source.read);
  return useMemo(() => ({ ...log, more: () => void source.more() }), [log, source]);
}
