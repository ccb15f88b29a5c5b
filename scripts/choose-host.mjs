/**
 * Which host opens here: the desktop app, or the browser host with the reason why not the desktop.
 * @param {{ platform: string, env: Record<string, string | undefined>, isRoot: boolean, electron: () => Promise<string | null> }} here
 *   `electron` resolves with Electron's executable, null where it cannot be had; asked last, because it may download
 * @returns {Promise<{ host: 'desktop', executable: string } | { host: 'browser', why: string }>}
 */
export async function chooseHost({ platform, env, isRoot, electron }) {
  if (platform === 'linux') {
    if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return { host: 'browser', why: 'there is no display' };
    if (isRoot) return { host: 'browser', why: "Electron's sandbox does not run as root" };
  }
  const executable = await electron();
  return executable ? { host: 'desktop', executable } : { host: 'browser', why: "Electron's binary is not here and could not be downloaded" };
}
