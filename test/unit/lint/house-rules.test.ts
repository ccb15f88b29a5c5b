import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANTED, RIGHT } from './planted.ts';

interface Finding {
  code: string;
  message: string;
  help?: string;
  filename: string;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** A house with the project's lint configuration and only the given files in it. */
async function house(files: readonly { path: string; source: string }[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) await cp(join(root, name), join(folder, name));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const { path, source } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), source);
  }
  return folder;
}

/** Runs the linter as `npm run lint` does. */
function lint(folder: string): Promise<Finding[]> {
  return new Promise((resolve, reject) => {
    const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', '-f', 'json'];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26, timeout: 50_000 }, (_error, stdout, stderr) => {
      try {
        resolve((JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics);
      } catch {
        reject(new Error(`oxlint said: ${stdout}${stderr}`));
      }
    });
  });
}

describe('the linter', () => {
  let folder = '';
  let findings: Finding[] = [];

  beforeAll(async () => {
    folder = await house([...PLANTED, ...RIGHT]);
    findings = await lint(folder);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const foundIn = (path: string) => findings.filter((finding) => finding.filename === path);

  it.each(PLANTED)('sees $rule in $path', ({ path, rule, says }) => {
    const found = foundIn(path).filter((finding) => finding.code === rule);
    expect(found, JSON.stringify(foundIn(path))).not.toHaveLength(0);
    if (says) expect(found.map(({ message, help }) => `${message} ${help ?? ''}`).join('\n')).toContain(says);
  });

  it.each(RIGHT)('leaves $path alone', ({ path }) => {
    expect(foundIn(path)).toEqual([]);
  });
});
