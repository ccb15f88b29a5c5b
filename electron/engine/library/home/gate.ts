/** Many may write at once, or one does something for which nobody else may. */
export interface Gate {
  shared<T>(work: () => Promise<T>): Promise<T>;
  /** Begins when what is under way has ended; what comes meanwhile waits. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(): Gate {
  let under = 0;
  let closed: Promise<void> | null = null;
  let drained = () => {};

  return {
    async shared(work) {
      while (closed) await closed;
      under++;
      try {
        return await work();
      } finally {
        if (--under === 0) drained();
      }
    },
    async alone(work) {
      while (closed) await closed;
      let open = () => {};
      closed = new Promise((resolve) => (open = resolve));
      try {
        if (under > 0) await new Promise<void>((resolve) => (drained = resolve));
        return await work();
      } finally {
        drained = () => {};
        closed = null;
        open();
      }
    },
  };
}
