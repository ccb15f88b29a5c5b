/** Long enough that a frame would have been drawn, ms. */
const NO_FRAME_MS = 250;

/** Calls back before the next frame is drawn; a window in the background draws none and must still follow: a timer stands by. */
export function onNextFrame(callback: () => void): void {
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    callback();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, NO_FRAME_MS);
}
