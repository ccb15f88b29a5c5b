/** The value of `--name VALUE` or `--name=VALUE` among arguments that may hold others' switches (Chromium's, Electron's). */
export function flagValue(args: readonly string[], name: string): string | undefined {
  const at = args.findLastIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  if (at < 0) return undefined;
  const arg = args[at] ?? '';
  return arg === name ? args[at + 1] : arg.slice(name.length + 1);
}
