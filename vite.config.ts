import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import type { Plugin, Rollup } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

/** Where tests check properties, all begin with one seed. */
const setupFiles = ['test/support/property-seed.ts'];

/** Only these stay outside the bundles and lie on disk at run time; everything else is bundled. */
const external = [/^node:/, ...builtinModules, 'electron', ...Object.keys(manifest.dependencies)];

/** The schemas are read by those that check what a person writes, long after a start. */
const isCommon = (file: string) => !/\/(zod|mediabunny|wavesurfer\.js|uplot)\/|\/shared\/(contract|domain|wire)/.test(file);

const version = JSON.stringify(manifest.version);

export default defineConfig({
  root: import.meta.dirname,
  define: { __VERSION__: version },
  plugins: [react(), tailwindcss(), firstCode()],
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'node', 'preload', 'boot']) await builder.build(builder.environments[name]!);
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/renderer',
        target: 'chrome130',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: { index: 'renderer/index.html', early: 'renderer/early.ts' },
          // What many screens share is one file: each file of its own costs a start more than the code in it that is not needed yet.
          output: { codeSplitting: { groups: [{ name: 'common', test: isCommon, minShareCount: 3 }] } },
        },
      },
    },
    /** Desktop, browser host, command line and sandbox: one build, so that they share chunks. */
    node: {
      consumer: 'server',
      resolve: { noExternal: true, external: Object.keys(manifest.dependencies), conditions: ['node', 'import', 'module', 'default'] },
      build: {
        ssr: true,
        outDir: 'dist/electron',
        target: 'node20.18',
        minify: false,
        sourcemap: true,
        emitAssets: true,
        rolldownOptions: {
          external,
          input: {
            main: 'electron/main.ts',
            serve: 'electron/serve.ts',
            cli: 'electron/cli.ts',
            sandbox: 'electron/sandbox/main.ts',
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    /** A sandboxed preload can't import: one CommonJS file. */
    preload: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: 'dist/preload',
        target: 'chrome130',
        minify: false,
        rolldownOptions: {
          external: ['electron'],
          input: { preload: 'electron/preload.ts' },
          output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
        },
      },
    },
    /** What Electron loads before its modules (`electron/boot.ts` tells why). */
    boot: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: 'dist/boot',
        target: 'node20.18',
        minify: false,
        rolldownOptions: {
          external: ['electron'],
          input: { boot: 'electron/boot.ts' },
          output: { format: 'cjs', entryFileNames: 'boot.cjs', codeSplitting: false },
        },
      },
    },
  },
  test: {
    restoreMocks: true,
    // Vitest would leave one core to itself, which is half of a small machine; and some tests wait for other programs.
    maxWorkers: '150%',
    projects: [
      {
        extends: true,
        // Here and below, modules are loaded once for all files of a worker: they keep no state of their own, and loading them anew took most of the time.
        // Timeouts are long only for machines that do much else besides: nothing in these tests sleeps.
        test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'], setupFiles, isolate: false, testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/unit/renderer/**/*.test.tsx'],
          setupFiles: [...setupFiles, 'test/support/clean-page.ts'],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: 'test/integration/programs.setup.ts',
          isolate: false,
          testTimeout: 30_000,
        },
      },
      /** Prints figures; not part of `npm test`. */
      {
        extends: true,
        test: {
          name: 'bench',
          environment: 'node',
          include: ['test/bench/**/*.bench.ts'],
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
        },
      },
      /** The browser host in Chromium; needs `dist/`. Two files at once: each starts servers and a browser, and waits for them half of the time. */
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A test now and then looks before a busy machine has drawn. The report names who needed a second try; who fails twice has a bug.
          retry: 1,
          // What a person would wait for, on a slow machine too: Vitest's own second is short for that.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      /** Tries to break the built programs; needs `dist/`. One file after the other: each wants the machine for itself. */
      {
        extends: true,
        test: {
          name: 'faults',
          environment: 'node',
          include: ['test/faults/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 7_200_000,
          hookTimeout: 120_000,
        },
      },
      /** The real Electron, and the packaged program; needs `dist/`, a display, and Electron's binary. */
      {
        extends: true,
        test: {
          name: 'desktop',
          environment: 'node',
          include: ['test/desktop/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

/** Puts `early` into the page, as a script that waits for no other, and the files of each screen's code as its `screen-code`. */
function firstCode(): Plugin {
  return {
    name: 'first-code',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const early = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry && file.name === 'early');
        if (!early) return undefined;
        return [
          { tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src: `/${early.fileName}` }, injectTo: 'head-prepend' },
          { tag: 'meta', attrs: { name: 'screen-code', content: JSON.stringify(screens(bundle)) }, injectTo: 'head' },
        ];
      },
    },
  };
}

/** Paths by screen. */
function screens(bundle: Rollup.OutputBundle): Record<string, string[]> {
  const found = Object.values(bundle).flatMap((file) => {
    const screen = file.type === 'chunk' ? /\/renderer\/screens\/([\w-]+)\/index\.tsx$/.exec(file.facadeModuleId ?? '')?.[1] : undefined;
    return screen === undefined ? [] : [[screen, [...withImports(bundle, file.fileName)].map((name) => `/${name}`)] as const];
  });
  return Object.fromEntries(found);
}

function withImports(bundle: Rollup.OutputBundle, name: string, seen = new Set<string>()): Set<string> {
  const chunk = bundle[name];
  if (seen.has(name) || chunk?.type !== 'chunk') return seen;
  seen.add(name);
  for (const needed of chunk.imports) withImports(bundle, needed, seen);
  return seen;
}
