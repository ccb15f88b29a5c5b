/** Each fault on demand: what a client sees, what was counted, and what was accepted all the same. */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/sandbox/sandbox.ts';
import { createRig, expectError, FOX, type Rig } from './rig.ts';

const rejected = (rig: Rig, path = '/models/flux-schnell/run', method = 'POST') =>
  rig.wait(
    rig.start(method, path, method === 'POST' ? { body: FOX } : {}).then(
      () => 'answered',
      (error: unknown) => error,
    ),
  );

function rigWith(kind: Fault['kind']): Rig {
  return createRig({ faults: [{ kind, count: 1 }] });
}

const counted = (rig: Rig) => rig.sandbox.requests()[0]?.admitted.run;

describe('connections', () => {
  it.each([
    ['refuse', 'ECONNREFUSED', 0, 0],
    ['cut-before-accept', 'ECONNRESET', 1, 0],
    ['cut-after-accept', 'ECONNRESET', 1, 1],
  ] as const)('%s', async (kind, code, requests, accepted) => {
    const rig = rigWith(kind);
    expect(await rejected(rig)).toMatchObject({ message: 'fetch failed', cause: { code } });
    expect(counted(rig)).toBe(requests);
    expect(rig.sandbox.accepted()).toHaveLength(accepted);
    await rig.clock.advance(2_000);
    if (accepted > 0) expect(rig.sandbox.accepted()[0]?.status).toBe('completed');
    expect((await rig.run(FOX)).status).toBe(200);
  });

  it('cut-after-accept loses the answer to a cancellation, not the cancellation', async () => {
    const rig = createRig({ faults: [{ kind: 'cut-after-accept', rate: 1, endpoint: 'cancel' }] });
    const { job_id: id } = (await rig.run({ ...FOX, sync: false })).body;
    expect(await rejected(rig, `/jobs/${id}`, 'DELETE')).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect((await rig.send('GET', `/jobs/${id}`)).body.status).toBe('cancelled');
  });

  it('hang: no answer, until the caller gives up', async () => {
    const rig = rigWith('hang');
    const stop = new AbortController();
    let settled = false;
    const asked = rig.start('GET', '/models', { signal: stop.signal }).finally(() => {
      settled = true;
    });
    const outcome = asked.catch((error: unknown) => error);
    await rig.clock.advance(3_600_000);
    expect(settled).toBe(false);
    stop.abort();
    expect(await outcome).toMatchObject({ name: 'AbortError' });
  });
});

describe('errors', () => {
  it.each([
    ['error-500', 500, 'INTERNAL_ERROR', 0],
    ['error-503-before-accept', 503, 'MODEL_UNAVAILABLE', 0],
    ['error-503-after-accept', 503, 'INTERNAL_ERROR', 1],
  ] as const)('%s', async (kind, status, code, accepted) => {
    const rig = rigWith(kind);
    const answer = await rig.run(FOX);
    expectError(answer, status, code);
    expect(answer.headers.get('X-RateLimit-Remaining')).toBe('59');
    expect(rig.sandbox.accepted()).toHaveLength(accepted);
  });

  it('give the concurrency slot back when nothing was accepted', async () => {
    const rig = createRig({ keys: [{ label: 'free', plan: 'free', limits: { concurrentJobs: 1 } }], faults: [{ kind: 'error-500', count: 3 }] });
    for (let n = 0; n < 3; n += 1) expect((await rig.run(FOX)).status).toBe(500);
    expect((await rig.run(FOX)).status).toBe(200);
  });
});

describe('bodies', () => {
  it.each([
    ['malformed-json', /^<html>/],
    ['truncated-json', /^\{"job_id":"job_.*[^}]$/],
    ['wrong-types', /^\{"job_id":7,.*"status":7,.*"output":"seven",.*\}$/],
  ] as const)('%s, though the job is done', async (kind, pattern) => {
    const rig = rigWith(kind);
    const answer = await rig.run(FOX);
    expect(answer.status).toBe(200);
    expect(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)).toMatch(pattern);
    expect(rig.sandbox.accepted()[0]?.status).toBe('completed');
  });

  it('content-filter', async () => {
    const rig = rigWith('content-filter');
    expect((await rig.run(FOX)).body).toMatchObject({ status: 'failed', error: { code: 'INFERENCE_FAILED' } });
    expect((await rig.run(FOX)).body.status).toBe('completed');
  });
});

describe('downloads', () => {
  async function download(kind: Fault['kind']) {
    const rig = createRig();
    const { output } = (await rig.run(FOX)).body;
    const whole = await (await rig.wait(rig.start('GET', output.items[0].url))).arrayBuffer();
    rig.sandbox.configureFaults([{ kind, count: 1 }]);
    const asked = rig.wait(rig.start('GET', output.items[0].url));
    return { rig, url: output.items[0].url as string, whole: new Uint8Array(whole), asked };
  }

  it('slow-download takes its time and arrives', async () => {
    const { rig, whole, asked } = await download('slow-download');
    const started = rig.clock.now();
    const bytes = await rig.wait((await asked).arrayBuffer());
    expect(new Uint8Array(bytes)).toEqual(whole);
    expect(rig.clock.now() - started).toBeGreaterThanOrEqual(9_000);
  });

  it('cut-download breaks in the middle', async () => {
    const { rig, asked } = await download('cut-download');
    const response = await asked;
    expect(response.headers.get('Content-Length')).toBe('40');
    await expect(rig.wait(response.arrayBuffer())).rejects.toThrow('fetch failed');
  });

  it('cut-download of a part breaks in the middle of that part, and sends no other bytes', async () => {
    const { rig, url, whole, asked } = await download('cut-download');
    await asked;
    rig.sandbox.configureFaults([{ kind: 'cut-download', count: 1 }]);
    const response = await rig.wait(rig.start('GET', url, { headers: { Range: 'bytes=20-' } }));
    expect([response.status, response.headers.get('Content-Range')]).toEqual([206, `bytes 20-${whole.length - 1}/${whole.length}`]);
    const { value } = await response.body!.getReader().read();
    expect(value).toEqual(whole.subarray(20, 20 + Math.ceil((whole.length - 20) / 2)));
  });

  it('wrong-length promises more than it sends', async () => {
    const { rig, whole, asked } = await download('wrong-length');
    const response = await asked;
    expect(response.headers.get('Content-Length')).toBe(String(whole.length + 1000));
    expect((await rig.wait(response.arrayBuffer())).byteLength).toBe(whole.length);
  });

  it('wrong-bytes says it is an image and is a page', async () => {
    const { asked } = await download('wrong-bytes');
    const response = await asked;
    expect(response.headers.get('Content-Type')).toMatch(/^image\//);
    expect(await response.text()).toContain('<script>');
  });

  it.each([
    ['redirect-private', 'http://10.0.0.1/'],
    ['redirect-file', 'file:///etc/passwd'],
  ] as const)('%s', async (kind, target) => {
    const response = await (await download(kind)).asked;
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toContain(target);
  });

  it('may also be refused or answered with an error', async () => {
    const { rig, url, asked } = await download('error-500');
    expect((await asked).status).toBe(500);
    rig.sandbox.configureFaults([{ kind: 'refuse', count: 1, endpoint: 'output' }]);
    expect(await rejected(rig, url, 'GET')).toBeInstanceOf(TypeError);
  });
});

describe('faults at run time', () => {
  it('are set over HTTP, checked, and reported', async () => {
    const rig = createRig();
    const post = (body: unknown) => rig.send('POST', 'http://sandbox.test/sandbox/faults', { key: null, body });
    expect((await post([{ kind: 'rain', rate: 1 }])).status).toBe(400);
    expect((await post([{ kind: 'error-500', rate: 1, model: 'flux-dev' }])).status).toBe(200);
    expect((await rig.run(FOX)).status).toBe(200);
    expect((await rig.run(FOX, { model: 'flux-dev' })).status).toBe(500);
    const state = (await rig.send('GET', 'http://sandbox.test/sandbox/state')).body;
    expect(state.faults).toEqual([{ fault: { kind: 'error-500', rate: 1, model: 'flux-dev' }, matched: 1, struck: 1 }]);
  });

  it('strike polls of one model', async () => {
    const rig = createRig({ faults: [{ kind: 'cut-before-accept', rate: 1, endpoint: 'poll' }] });
    const { job_id: id } = (await rig.run({ ...FOX, sync: false })).body;
    expect(await rejected(rig, `/jobs/${id}`, 'GET')).toBeInstanceOf(TypeError);
  });
});
