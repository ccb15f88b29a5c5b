import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import type { TestProject } from 'vitest/node';

const ROOT = join(import.meta.dirname, '..', '..');

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the programs as they are shipped, built from what is here now. */
    programs: string;
  }
}

/** Builds the programs once for all files; their folder goes when the run ends. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'companion-programs-'));
  const builder = await createBuilder({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    environments: { node: { build: { outDir: join(folder, 'electron'), sourcemap: false, emptyOutDir: true } } },
    builder: {
      async buildApp(app) {
        await app.build(app.environments['node']!);
      },
    },
  });
  await builder.buildApp();
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  // In place of the renderer's build, which these tests do not need.
  mkdirSync(join(folder, 'renderer', 'renderer'), { recursive: true });
  writeFileSync(join(folder, 'renderer', 'renderer', 'index.html'), '<!doctype html><title>Abstrakt Companion</title>');
  provide('programs', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
