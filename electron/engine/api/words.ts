/** Sentences of the client, fit to show: what happened, and what it cost. None quotes what was thrown, which may hold a key. */

/** `run` may cost credits; everything else only asks. */
export type Purpose = 'run' | 'read';

export function notSentWords(code: string): string {
  if (code === 'STOPPED') return 'Stopped before it was sent. Nothing was charged.';
  if (code === 'UNSENDABLE') return 'This model, job or key has a name that no request can carry. Nothing was sent, nothing was charged.';
  return `The API could not be reached (${code}). Nothing was sent, nothing was charged.`;
}

export function lostWords(purpose: Purpose, why: 'cut' | 'late' | 'stopped', timeoutMs: number): string {
  const what = {
    cut: 'the connection closed before the answer was whole',
    late: `no answer came within ${Math.round(timeoutMs / 1000)} s`,
    stopped: 'the companion stopped waiting for the answer',
  }[why];
  return purpose === 'run' ? `Sent, and ${what}: ${MAY_COST}` : `Asked, and ${what}. Asking again costs no credits.`;
}

export function unreadableWords(purpose: Purpose): string {
  const what = 'the answer could not be read';
  return purpose === 'run' ? `Sent, and ${what}: ${MAY_COST}` : `Asked, and ${what}. Asking again costs no credits.`;
}

export function troubleWords(purpose: Purpose, status: number, message: string | null): string {
  const what = message === null ? `The API answered with status ${status}` : `The API answered “${message}” (status ${status})`;
  return purpose === 'run' ? `${what}, which does not tell whether the job was accepted: ${MAY_COST}` : `${what}. Asking again costs no credits.`;
}

export function refusedWords(status: number): string {
  return `The API refused this with status ${status} and no reason that could be read. Nothing runs because of it.`;
}

export const REDIRECTED_WORDS =
  'The API’s address answered with a redirect. The companion does not follow it, because the key would go along. Nothing was charged. Check the base URL, or sign in to this network.';

export const NO_REASON_WORDS = 'The model failed, and the API gave no reason.';

const MAY_COST = 'it may run, and may be charged.';
