/**
 * Gathers what is to be stored in one turn of the event loop into one transaction: fifty answers that arrive together wait for the disk
 * once. Acknowledged means durable: a promise resolves after the commit.
 */
export interface GroupCommit {
  /**
   * Runs `work` in the transaction of this turn, after what joined before. Resolves when it is durable; rejects with what `work` threw (then
   * nothing of it stays, and the others are stored all the same) or with why nothing could be stored. `work` may be run twice.
   */
  join<T>(work: () => T): Promise<T>;
  /** The same, after all that joins this turn: it sees what they did, and is durable with them or, where one of them fails, by itself. */
  joinLast<T>(work: () => T): Promise<T>;
}

interface Joined {
  work: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * `transaction` runs a function in one, or throws and leaves nothing of it. `atTurnsEnd` calls back once everything that is ready has had
 * its turn; the system's is `setImmediate`, which follows all sockets and files that were ready together.
 */
export function createGroupCommit(
  transaction: <T>(work: () => T) => T,
  atTurnsEnd: (callback: () => void) => void = (callback) => void setImmediate(callback),
): GroupCommit {
  let first: Joined[] = [];
  let last: Joined[] = [];

  function commit(): void {
    const joined = [...first, ...last];
    [first, last] = [[], []];
    let values: unknown[] | null = null;
    try {
      transaction(() => {
        values = joined.map(({ work }) => work());
      });
      joined.forEach(({ resolve }, index) => resolve(values?.[index]));
    } catch (error) {
      // Where all of them ran, it was the disk that refused: it would refuse each.
      if (values || joined.length === 1) for (const { reject } of joined) reject(error);
      else for (const one of joined) commitAlone(one);
    }
  }

  /** One of the group can't be stored: the others need not suffer for it. */
  function commitAlone({ work, resolve, reject }: Joined): void {
    try {
      resolve(transaction(work));
    } catch (error) {
      reject(error);
    }
  }

  function joining<T>(group: () => Joined[], work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (first.length + last.length === 0) atTurnsEnd(commit);
      group().push({ work, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  return {
    join: (work) => joining(() => first, work),
    joinLast: (work) => joining(() => last, work),
  };
}
