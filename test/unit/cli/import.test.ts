import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { FakeEngine } from './fake-engine.ts';
import { FakeWorld } from './fake-world.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'companion-cli-import-'));
  mkdirSync(join(folder, 'deep', '.hidden'), { recursive: true });
  for (const name of ['b.png', 'a.png', 'deep/c.svg', 'deep/.hidden/d.png', '.e.png']) writeFileSync(join(folder, name), name);
});
afterAll(() => rmSync(folder, { recursive: true }));

function world(): { world: FakeWorld; brought: string[] } {
  const engine = new FakeEngine();
  const brought: string[] = [];
  engine.importFile = (path) => {
    brought.push(path.slice(folder.length + 1));
    if (path.endsWith('.svg')) return Promise.reject(new AppError('BAD_INPUT', 'It is no picture.'));
    return Promise.resolve({ asset: {}, known: path.endsWith('b.png'), tool: path.endsWith('a.png') ? 'ComfyUI' : null } as never);
  };
  return { world: new FakeWorld(engine), brought };
}

it('takes in what is in a folder, deep, in the order of names, without what is hidden; names what is refused', async () => {
  const { world: w, brought } = world();
  const { code, out, err } = await w.run('import', folder);
  expect(brought).toEqual(['a.png', 'b.png', 'deep/c.svg']);
  expect(code).toBe(3);
  expect(out).toBe('1 file imported · 1 told how they were made · 1 file there already · 1 file refused\n');
  expect(err).toContain('c.svg: It is no picture.');
  expect(w.opened.map(({ mode }) => mode)).toEqual(['idle']);
});

it('answers as JSON; a path where nothing is stops it before anything is opened', async () => {
  const { world: w } = world();
  const { out } = await w.run('import', join(folder, 'a.png'), '--json');
  expect(JSON.parse(out)).toEqual({ imported: 1, known: 0, withPrompt: 1, refused: [] });
  const other = world().world;
  expect(await other.run('import', join(folder, 'nowhere'))).toMatchObject({ code: 2, err: expect.stringContaining('nothing at') });
  expect((await other.run('import')).code).toBe(2);
  expect(other.opened).toEqual([]);
});
