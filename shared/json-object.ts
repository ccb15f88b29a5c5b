/** The JSON value of a text that opens as an object does; null where it does not, or is no JSON: it means something else then. */
export function objectIn(text: string): unknown {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
