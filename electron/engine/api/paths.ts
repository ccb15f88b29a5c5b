/** Thrown for an id that can't be put into a path without changing what it names. */
export class UnsendableId extends Error {
  override readonly name = 'UnsendableId';
}

/**
 * A model id as a path: each segment encoded on its own, `/` kept (abstrakt-api, section 2: the examples put ids in unescaped).
 * Throws UnsendableId for empty or dot segments, which URL parsers would resolve away.
 */
export function modelPath(id: string): string {
  return id.split('/').map(segment).join('/');
}

/** A job id as one path segment. Throws UnsendableId. */
export function jobPath(id: string): string {
  return segment(id);
}

/** `%2e` counts as a dot to URL parsers, so dot segments can't be encoded: they are refused. A lone surrogate has no encoding. */
function segment(text: string): string {
  if (!isSegment(text)) throw new UnsendableId('not a path segment');
  return encodeURIComponent(text);
}

/** Whether `text` names the same thing after it was put into a path. */
export function isSegment(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !/\p{Surrogate}/u.test(text);
}
