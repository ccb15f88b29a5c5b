import { asFetchError, ConnectionCut } from '../faults/connection-cut.ts';
import type { Timers } from '../timers.ts';

/** A slow download takes about this long, in parts. */
const SLOW_PARTS = 20;
const SLOW_PAUSE_MS = 500;

/** All the bytes, a twentieth at a time with half a second before each. */
export function slowStream(bytes: Uint8Array<ArrayBuffer>, timers: Timers): ReadableStream<Uint8Array<ArrayBuffer>> {
  const partSize = Math.max(1, Math.ceil(bytes.length / SLOW_PARTS));
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await timers.sleep(SLOW_PAUSE_MS);
      controller.enqueue(bytes.subarray(sent, sent + partSize));
      sent += partSize;
      if (sent >= bytes.length) controller.close();
    },
  });
}

/** Long enough for a server to have sent what came before. */
const CUT_PAUSE_MS = 50;

/** The first half of the bytes, then the connection breaks. */
export function cutStream(bytes: Uint8Array<ArrayBuffer>, timers: Timers): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)));
      timers.set(CUT_PAUSE_MS, () => controller.error(asFetchError(new ConnectionCut('ECONNRESET'))));
    },
  });
}
