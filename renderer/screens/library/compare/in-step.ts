/** Films that play together: the first leads, the others follow. */
export type Player = Pick<HTMLVideoElement, 'currentTime' | 'duration' | 'paused' | 'play' | 'pause'>;

/** Further apart than this, s, a follower is set to where the leader is. */
const APART_S = 0.12;

export function keepInStep(players: readonly Player[]): void {
  const [leader, ...followers] = players;
  if (!leader) return;
  for (const follower of followers) {
    const at = follower.duration > 0 ? leader.currentTime % follower.duration : leader.currentTime;
    if (Math.abs(follower.currentTime - at) > APART_S) follower.currentTime = at;
    if (follower.paused !== leader.paused) void (leader.paused ? follower.pause() : follower.play());
  }
}

/** All to a share of the leader's length. */
export function seekTogether(players: readonly Player[], share: number): void {
  const leader = players[0];
  if (!leader || !(leader.duration > 0)) return;
  const at = leader.duration * share;
  for (const player of players) player.currentTime = player.duration > 0 ? Math.min(at, player.duration) : at;
}
