import { describe, expect, it } from 'vitest';
import { browserCommand } from '../../../electron/gateway/open-browser.ts';
import { parseServeArguments } from '../../../electron/gateway/serve-arguments.ts';

describe('arguments of the browser host', () => {
  it('has defaults for all', () => {
    expect(parseServeArguments([], {})).toEqual({
      workspace: undefined,
      baseUrl: undefined,
      port: null,
      token: null,
      open: true,
      restore: false,
      folder: null,
    });
  });

  it('reads every option, and the token from the environment too', () => {
    expect(
      parseServeArguments(['--workspace', 'w', '--port', '0', '--base-url', 'http://h/v1', '--no-open', '--folder', '/mnt'], {
        ABSTRAKT_TOKEN: 'sixteen-letters-1',
      }),
    ).toEqual({
      workspace: 'w',
      baseUrl: 'http://h/v1',
      port: 0,
      token: 'sixteen-letters-1',
      open: false,
      restore: false,
      folder: '/mnt',
    });
    expect(parseServeArguments(['--help'], {})).toBeNull();
  });

  it.each([
    [['--port', '70000']],
    [['--port', 'x']],
    [['--token', 'short']],
    [['--token', 'sixteen letters and spaces']],
    [['--listen', '0.0.0.0']],
    [['extra']],
  ])('refuses %j', (argv) => {
    expect(() => parseServeArguments(argv, {})).toThrow('Nothing was started');
  });
});

describe('the browser', () => {
  it('is opened the system’s way, and only where there is a display', () => {
    const at = (platform: NodeJS.Platform, env = {}) => browserCommand({ platform, env }, 'http://127.0.0.1:1/')?.program;
    expect([at('darwin'), at('win32'), at('linux'), at('linux', { DISPLAY: ':0' }), at('linux', { WAYLAND_DISPLAY: 'w' })]).toEqual([
      'open',
      'rundll32',
      undefined,
      'xdg-open',
      'xdg-open',
    ]);
  });
});
