/** The environment for a process of ours that needs no API key: without any variable of the companion. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('ABSTRAKT_'));
  return Object.fromEntries(entries);
}
