import { describe, expect, it } from 'vitest';

type Choice = { host: 'desktop'; executable: string } | { host: 'browser'; why: string };
interface Here {
  platform: string;
  env: Record<string, string | undefined>;
  isRoot: boolean;
  electron(): Promise<string | null>;
}
const path = '../../../scripts/choose-host.mjs';
const { chooseHost } = (await import(path)) as { chooseHost(here: Here): Promise<Choice> };

const desk: Here = { platform: 'linux', env: { DISPLAY: ':0' }, isRoot: false, electron: async () => '/electron' };

describe('chooseHost', () => {
  it('opens the desktop app where there are Electron and a display', async () => {
    expect(await chooseHost(desk)).toEqual({ host: 'desktop', executable: '/electron' });
    expect(await chooseHost({ ...desk, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toMatchObject({ host: 'desktop' });
    expect(await chooseHost({ ...desk, platform: 'darwin', env: {} })).toMatchObject({ host: 'desktop' });
    expect(await chooseHost({ ...desk, platform: 'win32', env: {} })).toMatchObject({ host: 'desktop' });
  });

  it('says why it opens the browser host', async () => {
    expect(await chooseHost({ ...desk, electron: async () => null })).toEqual({ host: 'browser', why: expect.stringContaining('could not be downloaded') });
    expect(await chooseHost({ ...desk, isRoot: true })).toEqual({ host: 'browser', why: expect.stringContaining('root') });
  });

  it('asks for no download where there is no display', async () => {
    const electron = () => Promise.reject(new Error('asked'));
    expect(await chooseHost({ ...desk, env: {}, electron })).toEqual({ host: 'browser', why: 'there is no display' });
  });
});
