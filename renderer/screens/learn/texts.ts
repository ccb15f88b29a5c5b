import type { GlyphName } from '../../components/glyph-shapes.tsx';

/** The companion's words and what they mean. */
export const WORDS: readonly (readonly [string, string])[] = [
  ['job', 'One generation you want: a model, an input, a priority. It ends with outputs, or with a reason.'],
  ['batch', 'Jobs composed together. It has progress and a forecast, and can be paused, resumed and cancelled.'],
  ['attempt', 'One submission of a job to the API, with one key.'],
  ['request', 'One HTTP request of any kind: run, poll, cancel, catalog. Every one spends a key’s allowance.'],
  ['key', 'An API key with its plan, allowance and labels. Its secret lives in the vault only.'],
  ['allowance', 'What a key may still do now: requests in this minute, jobs at once, requests today.'],
  ['window', 'The minute the server counts in. At its reset the count starts again.'],
  ['forecast', 'When each batch will be done, found by running the same decisions forward.'],
  ['asset', 'An output in the library: bytes named by their hash, and how they were made.'],
  ['sandbox', 'A stand-in for the API on this machine, with the same limits and real media. Nothing is charged.'],
  ['workspace', 'One folder: database, assets, thumbnails. Desktop, browser and command line open the same one.'],
];

export const LIMITS: readonly string[] = [
  'A key has three limits: requests in a minute, jobs at the API at once, and requests in a day. Asking whether a job is done spends them just as starting one does.',
  'The companion keeps its own log and reads the headers of every answer; the smaller of the two counts. So a key is spent to its last request and not refused.',
  'When a minute is spent, its key waits until the count starts again and the others go on. When a day is spent, its key is asleep until the next.',
  'A refusal (429) means that someone else uses the key too. The key then waits exactly as long as the API said.',
  'When an answer is lost after a job was sent, it may run, and may cost. Such a job is uncertain: it is never sent again without your word.',
];

export const OUTCOMES: readonly (readonly [GlyphName, string])[] = [
  ['queued', 'Here, ready to go out in its turn.'],
  ['waiting', 'Here, held by a limit; the words say by which and until when.'],
  ['paused', 'Here, held by you.'],
  ['asleep', 'A key whose day is spent.'],
  ['submitting', 'On its way to the API.'],
  ['running', 'At the API.'],
  ['collecting', 'Finished there; its outputs are coming home.'],
  ['done', 'Its outputs are in the library.'],
  ['failed', 'It ended without an output; the words say why and what it cost.'],
  ['uncertain', 'Sent, and the answer was lost: you decide.'],
  ['cancelled', 'Taken out by you.'],
];
