import type { Random } from '../../../../shared/clock.ts';
import { pick } from './brush.ts';

/** The light of a picture: a sky from top to horizon, what shines, the land from far to near, and a few spot colours. */
export interface Palette {
  sky: readonly [string, string, ...string[]];
  sun: string;
  far: string;
  near: string;
  spots: readonly [string, string, string, string];
}

const PALETTES: readonly [Palette, ...Palette[]] = [
  // dusk over plum hills
  { sky: ['#2b2a4c', '#5d4468', '#b06a6e', '#efb184'], sun: '#ffe2ae', far: '#9a6c74', near: '#241b2e', spots: ['#e2604a', '#f0a95b', '#33325a', '#efe3cd'] },
  // grey-green morning
  { sky: ['#7fa79a', '#a8c2ae', '#d3d9bf', '#ece6cc'], sun: '#fbf6dd', far: '#8fb0a0', near: '#16302c', spots: ['#2f6f63', '#e0a458', '#163d3a', '#f1ead8'] },
  // sand under a blue noon
  { sky: ['#6f9bb8', '#a9c0c4', '#e5d3ae', '#f2c78f'], sun: '#fff3d2', far: '#dba968', near: '#7d4a22', spots: ['#c96b3c', '#f2c14e', '#2f4858', '#f4e9d4'] },
  // violet night with the last orange
  { sky: ['#14122b', '#38275a', '#84466f', '#e5906c'], sun: '#ffd190', far: '#5e4569', near: '#120e1c', spots: ['#f26b5e', '#43d3d6', '#271a45', '#f5d6a8'] },
  // ocean teal
  { sky: ['#123245', '#2d6478', '#8bb4b0', '#f0ddb8'], sun: '#fff0cd', far: '#5b8f97', near: '#0b2230', spots: ['#e7753b', '#5fb3ad', '#123d4f', '#f3e7cf'] },
  // rose and embers
  { sky: ['#3a1f2f', '#7c3948', '#d96c55', '#f6bb85'], sun: '#ffe4b8', far: '#a1575a', near: '#2a1320', spots: ['#d9415d', '#f4a261', '#452038', '#f7e2c8'] },
  // ice
  { sky: ['#9db3c2', '#c3d1d8', '#e3e9ea', '#f4f2ec'], sun: '#fffdf4', far: '#a9bcc7', near: '#2d4454', spots: ['#5b87a6', '#d96f4f', '#2b4152', '#eef1ef'] },
  // forest before rain
  { sky: ['#0f2222', '#1e403a', '#4f7a66', '#bccba0'], sun: '#eef0c8', far: '#4f7865', near: '#081514', spots: ['#d98c3f', '#7fb08a', '#153530', '#e9e6c9'] },
  // old gold
  { sky: ['#3a2a18', '#7d5426', '#cf9440', '#f3d592'], sun: '#fff1c6', far: '#a5783c', near: '#23170b', spots: ['#b8452e', '#e5b04c', '#3d2c1c', '#f5e8c8'] },
];

/** Words that ask for a light, and the place of a palette that gives it. */
const HINTS: readonly (readonly [words: RegExp, index: number])[] = [
  [/\b(night|midnight|neon|purple|violet)\b/, 3],
  [/\b(snow|snowy|ice|icy|frozen|arctic|white)\b/, 6],
  [/\b(teal|ocean blue|blue hour|storm)\b/, 4],
  [/\b(forest|green|jungle|moss)\b/, 7],
  [/\b(gold|golden|autumn|amber)\b/, 8],
  [/\b(rose|pink|ember|fire|red sky)\b/, 5],
  [/\b(fog|mist|misty|morning|dawn)\b/, 1],
  [/\b(dusk|evening|twilight)\b/, 0],
];

/** The light the prompt asks for (lower case), or any by chance. */
export function choosePalette(prompt: string, random: Random): Palette {
  const byChance = pick(random, PALETTES);
  const hinted = HINTS.find(([words]) => words.test(prompt));
  return hinted === undefined ? byChance : (PALETTES[hinted[1]] ?? byChance);
}
