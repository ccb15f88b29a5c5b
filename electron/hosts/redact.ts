const SECRETS = /\b(sk_(?:live|test)_)\w+/g;
const BEARER = /\b(Bearer\s+)[^\s"',]+/gi;

/** Hides API keys and bearer tokens in a text. The engine never logs one; this is the net below. */
export function redact(text: string): string {
  return text.replaceAll(SECRETS, '$1…').replaceAll(BEARER, '$1…');
}
