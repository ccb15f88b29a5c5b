/**
 * Whether a request was meant for this loopback server. `Host` must be ours, or a name that an attacker points at 127.0.0.1 would reach us (DNS
 * rebinding); `Origin`, which browsers send with whatever a page could forge, must be ours or absent.
 */
export function isForUs(headers: { host: string | null; origin: string | null }, port: number): boolean {
  const { host, origin } = headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return false;
  return origin === null || origin === `http://${host}`;
}
