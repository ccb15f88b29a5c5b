/** What the rows are made of. Times are around 11:52:20 of one day. */
export const NOW = new Date(2026, 10, 24, 11, 52, 20).getTime();
export const S = 1_000;
export const MIN = 60 * S;
export const MIDNIGHT = new Date(2026, 10, 25).getTime();

/** `count` made-up sha256, told apart by `from`. */
export function hashes(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => (from + at).toString(16).padStart(64, '0'));
}

export const ANIMALS = ['red fox', 'snowy owl', 'lynx', 'badger', 'hare', 'roe deer', 'heron'];
export const LIGHTS = ['fog', 'heavy rain', 'low winter sun'];
export const MEDIA = ['35 mm film', 'gouache', 'risograph', 'ink wash'];

export function pick<T>(all: readonly T[], at: number): T {
  return all[at % all.length]!;
}
