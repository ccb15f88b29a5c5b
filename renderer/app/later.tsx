import { use, useState, type ComponentType } from 'react';

/** A part of the window whose code is brought when it is first wanted, so that a start reads and runs no more than it shows. */
export interface Later<P extends object = object> {
  /** Brings the code, once: who draws it afterwards draws it at once. Rejects, from then on, with `CodeMissing` where it cannot be had. */
  bring(): Promise<void>;
  /** Waits (`Suspense`) where the code is still coming, and throws `CodeMissing`. */
  View: ComponentType<P>;
}

/** The host was stopped, or put in another version, since the window was opened. */
export class CodeMissing extends Error {}

const all: Pick<Later, 'bring'>[] = [];

/** Every part that comes later; parts of parts are among them once those are here. */
export const ALL_LATER: readonly Pick<Later, 'bring'>[] = all;

/** `among`: the parts that are brought together once the window is there. */
export function later<P extends object = object>(load: () => Promise<ComponentType<P>>, among = all): Later<P> {
  let Known: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;
  const bring = () =>
    (coming ??= load().then(
      (component) => {
        Known = component;
      },
      (cause: unknown) => {
        throw new CodeMissing('A part of the window cannot be had.', { cause });
      },
    ));
  function Awaited(props: P) {
    use(bring());
    return Known && <Known {...props} />;
  }
  function View(props: P) {
    // What is drawn stays what it was begun as: another component in its place would begin anew.
    const [here] = useState(Known !== null);
    return here && Known ? <Known {...props} /> : <Awaited {...props} />;
  }
  among.push({ bring });
  return { bring, View };
}
