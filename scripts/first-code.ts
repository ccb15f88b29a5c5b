// The page's first code (`renderer/early.ts`) stands before all other, and knows which files each screen is made of.
import type { Plugin, Rollup } from 'vite';

/** Puts `early` into the page, as a script that waits for no other, and the files of each screen's code as its `screen-code`. */
export function firstCode(): Plugin {
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
