/** Words as prompts have them, few common and many rare: how often each is drawn falls with its place. */
const SUBJECTS =
  'fox,heron,lighthouse,tram,violin,harbour,orchard,dragon,astronaut,teapot,cathedral,otter,market,glacier,dancer,robot,lynx,hare,owl,whale'.split(',');
const SCENES = 'snow,fog,rain,dusk,neon city,desert,forest,ocean,mountains,kitchen,library,space station,meadow,alley,rooftop,canyon,swamp,harbour'.split(',');
const STYLES =
  'watercolour,oil painting,35mm film,macro,isometric,line art,charcoal,studio light,golden hour,long exposure,risograph,tilt shift,cinematic,bokeh'.split(',');
const SYLLABLES = 'ka,lo,mi,ran,tes,vu,ors,el,bri,quo,san,dar,fen,hul,ix,jor'.split(',');

export const MODELS = [
  'flux-schnell',
  'flux-dev',
  'flux-pro',
  'sdxl-turbo',
  'ideogram-v3',
  'recraft-v3',
  'kling-video',
  'veo-3',
  'wan-video',
  'eleven-voice',
  'stable-audio',
  'hidream',
] as const;

export const TAGS = 'portfolio,client,print,draft,reference,texture,character,landscape,logo,poster,cover,unused,best,retry,night'.split(',');

export type Random = () => number;

export function pick<T>(random: Random, list: readonly T[], skew = 1): T {
  return list[Math.floor(random() ** skew * list.length)]!;
}

/** 20 to 60 words; each prompt has a word of its own, as names and places in real ones are. */
export function promptOf(random: Random, number: number): string {
  const filler = Array.from(
    { length: 12 + Math.floor(random() * 36) },
    () => pick(random, SYLLABLES, 2) + pick(random, SYLLABLES) + pick(random, SYLLABLES, 3),
  );
  const rare = `${pick(random, SYLLABLES)}${number.toString(36)}`;
  return `a ${pick(random, SUBJECTS, 1.5)} in ${pick(random, SCENES, 1.5)}, ${pick(random, STYLES)}, ${pick(random, STYLES)}, ${rare} ${filler.join(' ')}`;
}
