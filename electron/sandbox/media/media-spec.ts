/**
 * Everything an output's bytes follow from: equal specs give equal bytes, whenever and in whichever process they are made.
 * `signature` is the text that is hashed for every choice: the model, all of the input but what gives the output its form, and the
 * place among the outputs. So two runs of one input without a seed give the same bytes.
 */
interface Common {
  signature: string;
  prompt: string;
}

export type ImageFormat = 'png' | 'jpeg' | 'webp';
export type AudioFormat = 'wav' | 'mp3';

/** Sizes in pixels, times in seconds. */
export type MediaSpec =
  | (Common & { kind: 'image'; format: ImageFormat; width: number; height: number })
  | (Common & { kind: 'audio'; format: AudioFormat; seconds: number })
  | (Common & { kind: 'video'; format: 'webm'; width: number; height: number; seconds: number });

const TYPES = {
  png: { contentType: 'image/png', extension: 'png' },
  jpeg: { contentType: 'image/jpeg', extension: 'jpg' },
  webp: { contentType: 'image/webp', extension: 'webp' },
  wav: { contentType: 'audio/wav', extension: 'wav' },
  mp3: { contentType: 'audio/mpeg', extension: 'mp3' },
  webm: { contentType: 'video/webm', extension: 'webm' },
} as const;

export function fileTypeOf(spec: MediaSpec): { contentType: string; extension: string } {
  return TYPES[spec.format];
}
