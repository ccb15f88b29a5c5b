/** Longer than any run: the timer only has to be there. */
const LONG_MS = 2 ** 30;

/** Node ends, silently and with code 13, when nothing but promises is left to wait for. Until `work` is over this does not happen. */
export async function holding<T>(work: Promise<T>): Promise<T> {
  const held = setInterval(() => {}, LONG_MS);
  try {
    return await work;
  } finally {
    clearInterval(held);
  }
}
