import { describe, expect, test } from 'vitest';
import { environmentKeys } from '../../../electron/engine/keys/environment.ts';
import { AppError } from '../../../shared/errors.ts';
import { LIVE, TEST, THIRD } from './support.ts';

const failure = (environment: Record<string, string>): AppError => {
  try {
    environmentKeys(environment);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('no AppError');
};

describe('keys from the environment', () => {
  test('none', () => {
    expect(environmentKeys({})).toEqual([]);
    expect(environmentKeys({ ABSTRAKT_API_KEYS: ' ', ABSTRAKT_API_KEY: '' })).toEqual([]);
  });

  test('a list with labels, spaces and a comma at the end', () => {
    expect(environmentKeys({ ABSTRAKT_API_KEYS: ` studio=${LIVE} , free = ${TEST},` })).toEqual([
      { label: 'studio', secret: LIVE },
      { label: 'free', secret: TEST },
    ]);
  });

  test('labels that were not given are counted around those that were', () => {
    expect(environmentKeys({ ABSTRAKT_API_KEYS: `${LIVE},key-1=${TEST}`, ABSTRAKT_API_KEY: THIRD })).toEqual([
      { label: 'key-2', secret: LIVE },
      { label: 'key-1', secret: TEST },
      { label: 'key-3', secret: THIRD },
    ]);
  });

  test('one key alone, and the same key in both variables', () => {
    expect(environmentKeys({ ABSTRAKT_API_KEY: `${LIVE}\n` })).toEqual([{ label: 'key-1', secret: LIVE }]);
    expect(environmentKeys({ ABSTRAKT_API_KEYS: `a=${LIVE}`, ABSTRAKT_API_KEY: LIVE })).toEqual([{ label: 'a', secret: LIVE }]);
  });

  test('a secret with "=" in it is no label', () => {
    expect(environmentKeys({ ABSTRAKT_API_KEYS: `${LIVE}==` })).toEqual([{ label: 'key-1', secret: `${LIVE}==` }]);
    expect(environmentKeys({ ABSTRAKT_API_KEYS: `a=${LIVE}=` })).toEqual([{ label: 'a', secret: `${LIVE}=` }]);
  });

  test.each([
    ['an empty secret', `a=${LIVE},b=`, 2],
    ['an empty label', `=${LIVE}`, 1],
    ['a space inside', 'a=sk_live_12 34567890', 1],
    ['a secret twice', `a=${LIVE},b=${LIVE}`, 2],
    ['a label twice', `a=${LIVE},A=${TEST}`, 2],
    ['a label of control characters', `a\u0007=${LIVE}`, 1],
    ['a label too long', `${'x'.repeat(61)}=${LIVE}`, 1],
  ])('%s is named by its position and not by what it holds', (_, list, position) => {
    const error = failure({ ABSTRAKT_API_KEYS: list });
    expect(error.code).toBe('BAD_INPUT');
    expect(error.message).toContain(`Entry ${position} of ABSTRAKT_API_KEYS`);
    expect(JSON.stringify(error.toData())).not.toMatch(/4f9a0c7e|77aa0c7e|12 3456/);
  });

  test('a malformed single key is named by its variable', () => {
    expect(failure({ ABSTRAKT_API_KEY: 'abc def ghi' }).message).toContain('ABSTRAKT_API_KEY ');
  });
});
