/**
 * The body of a response as text, at most `cap` bytes after decompression. null when it is longer: the rest is not read.
 * Rejects when the connection breaks off.
 */
export async function responseText(response: Response, cap: number): Promise<string | null> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > cap) {
      void reader.cancel().catch(() => undefined);
      return null;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
