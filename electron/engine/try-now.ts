import type { Rooms } from './rooms.ts';

/** What waits for a silent API or a slow disk is tried at once: the machine woke up, or a person asked. */
export function tryNow({ endpoints, clock, collector, loop, announcer }: Rooms): void {
  for (const endpoint of endpoints.all()) endpoint.health.retryNow(clock.now());
  collector.retryNow();
  loop.poke();
  announcer.status();
}
