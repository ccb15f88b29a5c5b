import { createContext, use, useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';

/** A part of the window whose code is brought when it is first wanted, so that a start reads and runs no more than it shows. */
export interface Later<P extends object = object> {
  /** Brings the code, once: who draws it afterwards draws it at once. Rejects, from then on, with `CodeMissing` where it cannot be had. */
  bring(): Promise<void>;
  /** Shows `Coming` where the code is still coming, and throws `CodeMissing`. */
  View: ComponentType<P>;
}

/** The host was stopped, or put in another version, since the window was opened. */
export class CodeMissing extends Error {}

/** What stands in the place of a part that is still coming. */
export const Coming = createContext<ReactNode>(null);

const all: Pick<Later, 'bring'>[] = [];

/** Every part that comes later; parts of parts are among them once those are here. */
export const ALL_LATER: readonly Pick<Later, 'bring'>[] = all;

type Code<P> = ComponentType<P> | CodeMissing | null;

/**
 * `among`: the parts that are brought together once the window is there. Drawn without `Suspense`, which holds back what has come until 300 ms after it showed that
 * it was coming: a start took that much longer whenever the first answer overtook the screen's code.
 */
export function later<P extends object = object>(load: () => Promise<ComponentType<P>>, among = all): Later<P> {
  let code: Code<P> = null;
  let coming: Promise<void> | null = null;
  const waiting = new Set<() => void>();
  const set = (next: Code<P>) => {
    code = next;
    for (const tell of [...waiting]) tell();
  };
  const bring = () =>
    (coming ??= load().then(set, (cause: unknown) => {
      const missing = new CodeMissing('A part of the window cannot be had.', { cause });
      set(missing);
      throw missing;
    }));
  const subscribe = (tell: () => void) => {
    waiting.add(tell);
    return () => waiting.delete(tell);
  };
  function View(props: P) {
    const Known = useSyncExternalStore(subscribe, () => code);
    const instead = use(Coming);
    useEffect(() => {
      bring().catch(() => {}); // Thrown below.
    }, []);
    if (Known instanceof CodeMissing) throw Known;
    return Known === null ? instead : <Known {...props} />;
  }
  among.push({ bring });
  return { bring, View };
}
