import type { Random } from '../../../../shared/clock.ts';
import { pick, type Scene } from './brush.ts';
import { city } from './scenes/city.ts';
import { dunes } from './scenes/dunes.ts';
import { flow } from './scenes/flow.ts';
import { fox } from './scenes/fox.ts';
import { hills } from './scenes/hills.ts';
import { ink } from './scenes/ink.ts';
import { planet } from './scenes/planet.ts';
import { portrait } from './scenes/portrait.ts';
import { poster } from './scenes/poster.ts';
import { sea } from './scenes/sea.ts';
import { stillLife } from './scenes/still-life.ts';
import { sunprint } from './scenes/sunprint.ts';
import { towers } from './scenes/towers.ts';

/** Words that ask for a scene, in the order in which they are looked for. */
const HINTS: readonly (readonly [words: RegExp, scene: Scene])[] = [
  [/\b(fox|foxes|wolf|lynx|badger|dog|cat|animal|owl)\b/, fox],
  [/\b(dunes?|desert|sand)\b/, dunes],
  [/\b(planets?|space|saturn|jupiter|galaxy|stars?|moon|orbit)\b/, planet],
  [/\b(harbou?r|sea|ocean|waves?|beach|coast|boat|ship|water|lake)\b/, sea],
  [/\b(ink|sumi|calligraphy|brush|japanese)\b/, ink],
  [/\b(neon|cyberpunk|skyline|city|tokyo|street)\b/, city],
  [/\b(towers?|buildings?|architecture|apartments?|house|houses|brutalist)\b/, towers],
  [/\b(mountains?|hills?|valley|alps|fog|mist|landscape|forest)\b/, hills],
  [/\b(vase|still life|flowers?|fruit|table|ceramic|product|cup|bowl|bottle)\b/, stillLife],
  [/\b(portrait|person|woman|man|face|silhouette|people|girl|boy)\b/, portrait],
  [/\b(poster|geometric|bauhaus|pattern|logo|cover|grid)\b/, poster],
  [/\b(flow|abstract|texture|marble|hair|threads?|waves of)\b/, flow],
  [/\b(print|risograph|retro|sun|sunset|sunrise|trees?|pines?|woodcut)\b/, sunprint],
];

const SCENES: readonly [Scene, ...Scene[]] = [fox, hills, sea, dunes, city, planet, flow, poster, stillLife, ink, portrait, towers, sunprint];
/** Those that move well. */
const MOVING: readonly [Scene, ...Scene[]] = [sea, city, hills, planet, dunes, portrait, towers, ink, fox];

/** The first hint in the prompt, or any by chance. */
export function chooseScene(prompt: string, random: Random, kind: 'still' | 'moving'): Scene {
  const scenes = kind === 'still' ? SCENES : MOVING;
  const byChance = pick(random, scenes);
  const hinted = HINTS.find(([words]) => words.test(prompt))?.[1];
  return hinted !== undefined && scenes.includes(hinted) ? hinted : byChance;
}
