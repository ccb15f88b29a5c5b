import { describe, expect, it } from 'vitest';
import { apiBaseUrl } from '../../../electron/hosts/api-base-url.ts';
import { childEnvironment } from '../../../electron/hosts/child-environment.ts';
import { flagValue } from '../../../electron/hosts/flag-value.ts';
import { workspacePath } from '../../../electron/hosts/workspace-path.ts';

describe('workspacePath', () => {
  const linux = { platform: 'linux' as const, env: {}, home: '/home/ann', cwd: '/home/ann/films' };
  const windows = { platform: 'win32' as const, env: {}, home: 'C:\\Users\\Ann', cwd: 'D:\\films' };

  it('lies among the application data of each system', () => {
    expect(workspacePath(linux)).toBe('/home/ann/.local/share/abstrakt-companion/workspace');
    expect(workspacePath({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/abstrakt-companion/workspace');
    expect(workspacePath({ ...linux, env: { XDG_DATA_HOME: 'relative' } })).toBe('/home/ann/.local/share/abstrakt-companion/workspace');
    expect(workspacePath({ ...linux, platform: 'darwin', home: '/Users/ann' })).toBe('/Users/ann/Library/Application Support/Abstrakt Companion/workspace');
    expect(workspacePath(windows)).toBe('C:\\Users\\Ann\\AppData\\Local\\Abstrakt Companion\\workspace');
    expect(workspacePath({ ...windows, env: { LOCALAPPDATA: 'E:\\Local' } })).toBe('E:\\Local\\Abstrakt Companion\\workspace');
  });

  it('is where the flag says, before the environment', () => {
    const env = { ABSTRAKT_WORKSPACE: '/from/env' };
    expect(workspacePath({ ...linux, env })).toBe('/from/env');
    expect(workspacePath({ ...linux, env, flag: 'here' })).toBe('/home/ann/films/here');
    expect(workspacePath({ ...windows, flag: '..\\there' })).toBe('D:\\there');
  });
});

describe('apiBaseUrl', () => {
  it('is the published one unless told otherwise, without a slash at the end', () => {
    expect(apiBaseUrl({ env: {} })).toBe('https://api.abstrakt.one/v1');
    expect(apiBaseUrl({ env: { ABSTRAKT_BASE_URL: 'http://127.0.0.1:4010/v1/' } })).toBe('http://127.0.0.1:4010/v1');
    expect(apiBaseUrl({ env: { ABSTRAKT_BASE_URL: 'http://127.0.0.1:4010/v1' }, flag: 'https://example.com/v1' })).toBe('https://example.com/v1');
  });

  it.each(['nonsense', 'ftp://example.com', 'https://user:password@example.com/v1', 'https://example.com/v1?key=1'])('refuses %s', (flag) => {
    expect(() => apiBaseUrl({ env: {}, flag })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

describe('flagValue', () => {
  it('finds both spellings among switches of others, the last one winning', () => {
    expect(flagValue(['--no-sandbox', '.', '--workspace', 'a'], '--workspace')).toBe('a');
    expect(flagValue(['--workspace=a', '--workspace=b=c'], '--workspace')).toBe('b=c');
    expect(flagValue(['--workspaces=a'], '--workspace')).toBeUndefined();
    expect(flagValue(['--workspace'], '--workspace')).toBeUndefined();
  });
});

describe('childEnvironment', () => {
  it('gives no child the keys', () => {
    expect(childEnvironment({ PATH: '/bin', ABSTRAKT_API_KEYS: 'a=sk_live_1', ABSTRAKT_API_KEY: 'sk_live_2', EMPTY: undefined })).toEqual({ PATH: '/bin' });
  });
});
