/** Code that breaks a rule of the house, where it would stand, and the rule that must see it. */
export interface Planted {
  path: string;
  source: string;
  rule: string;
  /** Part of the message: the remedy reaches who breaks the rule. */
  says?: string;
}

const imports = (path: string, specifier: string, says: string): Planted => ({
  path,
  source: `import { it } from '${specifier}';\nexport const used = String(it);\n`,
  rule: 'eslint(no-restricted-imports)',
  says,
});

const uses = (path: string, source: string, rule: string, says?: string): Planted => ({ path, source: `${source}\n`, rule, ...(says ? { says } : {}) });

const GLOBAL = 'eslint(no-restricted-globals)';
const PROPERTY = 'eslint(no-restricted-properties)';

export const PLANTED: readonly Planted[] = [
  imports('shared/a.ts', '../electron/engine/log.ts', 'imports nothing of ours'),
  imports('shared/b.ts', 'react', 'no I/O'),
  uses('shared/c.ts', `import { join } from 'node:path';\nexport const c = join('a', 'b');`, 'import(no-nodejs-modules)'),
  uses('shared/d.ts', `export const d = () => fetch('/');`, GLOBAL, 'no I/O'),
  imports('electron/engine/a.ts', 'electron', 'never imports electron'),
  imports('electron/engine/queue/b.ts', '../../desktop/ipc.ts', 'Imports point down'),
  imports('electron/engine/c.ts', '../hosts/logger.ts', 'Imports point down'),
  imports('electron/engine/d.ts', '../gateway/server.ts', 'Imports point down'),
  imports('electron/engine/e.ts', '../sandbox/core.ts', 'Imports point down'),
  imports('electron/engine/f.ts', '../../renderer/app.tsx', 'shared/ only'),
  imports('electron/engine/g.ts', '../system-clock.ts', 'Clock'),
  imports('electron/engine/h.ts', 'node:https', 'through api/'),
  imports('electron/engine/i.ts', 'node:child_process', 'launchers'),
  uses('electron/engine/j.ts', `import { connect } from 'node:net';\nexport const j: unknown = connect;`, 'eslint(no-restricted-imports)', 'through api/'),
  uses('electron/engine/k.ts', `export const k = () => Date.now();`, PROPERTY, 'clock.now'),
  uses('electron/engine/l.ts', `export const l = () => Math.random();`, PROPERTY, 'Random'),
  uses('electron/engine/m.ts', `export const m = () => setTimeout(() => {}, 1);`, GLOBAL, 'clock.setTimer'),
  uses('electron/engine/n.ts', `export const n = () => fetch('https://example.com');`, GLOBAL, 'Take fetch'),
  uses('electron/engine/o.ts', `export const o = () => globalThis.fetch('https://example.com');`, PROPERTY, 'Take fetch'),
  uses('electron/engine/p.ts', `export const p = () => performance.now();`, GLOBAL, 'monotonic'),
  uses('electron/engine/q.ts', `export const q = () => import('../hosts/logger.ts');`, 'eslint(no-restricted-imports)', 'Imports point down'),
  imports('electron/sandbox/a.ts', '../engine/log.ts', "engine's mistakes"),
  imports('electron/sandbox/b.ts', '../../engine/log.ts', "engine's mistakes"),
  uses('electron/sandbox/c.ts', `export const c = () => Date.now();`, PROPERTY, 'clock.now'),
  uses('electron/sandbox/d.ts', `export const d = () => setInterval(() => {}, 1);`, GLOBAL, 'fixed tick'),
  imports('electron/hosts/a.ts', 'electron', 'electron/desktop/'),
  imports('electron/hosts/b.ts', '../gateway/server.ts', 'below the gateway'),
  imports('electron/gateway/a.ts', 'electron/main', 'electron/desktop/'),
  imports('electron/gateway/b.ts', '../desktop/window.ts', 'Imports point down'),
  imports('electron/desktop/a.ts', '../gateway/server.ts', 'Imports point down'),
  imports('electron/desktop/b.ts', '../../renderer/app.tsx', 'Imports point down'),
  uses(
    'electron/desktop/c.ts',
    `import { ipcMain } from 'electron';\nexport const c: unknown = ipcMain;`,
    'eslint(no-restricted-imports)',
    'shared/contract.ts',
  ),
  uses('electron/desktop/d.ts', `import * as electron from 'electron';\nexport const d: unknown = electron.ipcMain;`, PROPERTY, 'shared/contract.ts'),
  uses(
    'electron/desktop/e.ts',
    `import type { WebContents } from 'electron';\nexport const e = (to: WebContents) => to.send('any', 1);`,
    PROPERTY,
    'shared/contract.ts',
  ),
  imports('electron/preload.ts', './engine/log.ts', 'one sandboxed file'),
  imports('electron/serve.ts', 'electron', 'Node alone'),
  imports('electron/cli.ts', './desktop/window.ts', 'This entry composes'),
  imports('renderer/a.tsx', '../electron/engine/log.ts', 'through the client'),
  imports('renderer/b.ts', 'electron', 'through the client'),
  imports('renderer/c.ts', 'ajv/dist/2020.js', 'main process'),
  uses('renderer/d.ts', `import { join } from 'node:path';\nexport const d = join('a', 'b');`, 'import(no-nodejs-modules)'),
  imports('scripts/a.mjs', 'zod', 'before anything is installed'),
  uses('electron/engine/cycle-a.ts', `import { b } from './cycle-b.ts';\nexport const a = (): unknown => b;`, 'import(no-cycle)'),
  uses('electron/engine/cycle-b.ts', `import { a } from './cycle-a.ts';\nexport const b = (): unknown => a;`, 'import(no-cycle)'),
  uses('electron/engine/r.ts', `const later = async () => {};\nexport const r = () => {\n  later();\n};`, 'typescript(no-floating-promises)'),
  uses(
    'electron/engine/s.ts',
    `export function s(it: 'a' | 'b') {\n  switch (it) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}`,
    'typescript(switch-exhaustiveness-check)',
  ),
  uses('test/unit/a.test.ts', `import { it } from 'vitest';\nit.skip('later', () => {});`, 'vitest(no-disabled-tests)'),
  uses('test/unit/b.test.ts', `import { it } from 'vitest';\nit.only('this', () => {});`, 'vitest(no-focused-tests)'),
  uses('electron/engine/t.ts', `// TODO: later\nexport const t = 1;`, 'eslint(no-warning-comments)'),
];

/** Code that looks like the above and is right: a rule that refuses everything would pass the first test. */
export const RIGHT: readonly { path: string; source: string }[] = [
  { path: 'shared/right.ts', source: `import { z } from 'zod';\nimport { it } from './other.ts';\nexport const right = z.literal(String(it));\n` },
  {
    path: 'electron/engine/queue/right.ts',
    source: `import { isIP } from 'node:net';\nimport type { L } from '../sandbox-launcher.ts';\nimport type { C } from '../../../shared/clock.ts';\nexport const right = (l: L, c: C) => [l, c, isIP('::1')];\n`,
  },
  { path: 'electron/engine/date.ts', source: `export const right = (ms: number) => new Date(ms).toISOString();\n` },
  {
    path: 'electron/sandbox/http/right.ts',
    source: `import type { J } from '../jobs/job.ts';\nimport type { C } from '../../../shared/clock.ts';\nexport type Right = [J, C];\n`,
  },
  {
    path: 'electron/desktop/ipc.ts',
    source: `import { ipcMain, type WebContents } from 'electron';\nexport const right = (to: WebContents) => [ipcMain, to.send('companion:event', 1)];\n`,
  },
  {
    path: 'electron/gateway/right.ts',
    source: `import type { E } from '../engine/engine-types.ts';\nimport type { M } from '../hosts/media-response.ts';\nexport type Right = [E, M];\n`,
  },
  { path: 'renderer/right.tsx', source: `import type { E } from '../shared/contract.ts';\nexport const right = (e: E) => e;\n` },
  { path: 'scripts/right.mjs', source: `import { join } from 'node:path';\nimport { it } from './other.mjs';\nexport const right = join(String(it));\n` },
];
