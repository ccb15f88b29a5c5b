/** Why a media element gave up: `MEDIA_ERR_NETWORK` is a file that cannot be read, a 404 reads as an unsupported source. */
export async function whyFailed(error: MediaError | null, url: string): Promise<'away' | 'codec'> {
  if (error?.code === 2) return 'away';
  const head = await fetch(url, { method: 'HEAD' }).catch(() => null);
  return head?.ok ? 'codec' : 'away';
}
