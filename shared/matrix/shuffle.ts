import { mix } from '../prompt/random.ts';

const ROUNDS = 4;

/**
 * Where `index` goes when 0 … size-1 are put into a drawn order: every number once, none kept in memory. A Feistel network over the next
 * power of four, walked until it comes back into the range (Black and Rogaway, "Ciphers with Arbitrary Finite Domains").
 * `size` is at most 2^53.
 */
export function shuffled(index: number, size: number, seed: number): number {
  if (size <= 1) return 0;
  const half = 2 ** Math.max(1, Math.ceil(Math.log2(size) / 2));
  let at = index;
  do at = permuted(at, half, seed);
  while (at >= size);
  return at;
}

function permuted(index: number, half: number, seed: number): number {
  let left = Math.floor(index / half);
  let right = index % half;
  for (let round = 0; round < ROUNDS; round++) {
    const next = (left + (mix(right ^ mix(seed + round)) % half)) % half;
    left = right;
    right = next;
  }
  return left * half + right;
}
