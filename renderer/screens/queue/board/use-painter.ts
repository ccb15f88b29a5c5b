import { useCallback, useEffect, useRef } from 'react';
import { type PaintInput, type Painter, startPainter } from './painter.ts';
import type { Scene } from './scene.ts';
import type { Board } from './use-board.ts';

export interface Painting {
  /** For the canvas. */
  ref: (canvas: HTMLCanvasElement | null) => (() => void) | undefined;
  /** What was drawn last; null before. */
  scene(): Scene | null;
}

/** Paints on the canvas that gets the ref, and follows its size. `input` is read at every frame. */
export function usePainter(board: Board, input: PaintInput): Painting {
  const latest = useRef(input);
  const painter = useRef<Painter | null>(null);
  useEffect(() => {
    latest.current = input;
  });
  const ref = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      if (!canvas) return;
      const started = startPainter(canvas, board, () => latest.current);
      painter.current = started;
      const sizes = new ResizeObserver(() => started.resize(canvas.clientWidth, canvas.clientHeight));
      sizes.observe(canvas);
      return () => {
        sizes.disconnect();
        started.stop();
        painter.current = null;
      };
    },
    [board],
  );
  const scene = useCallback(() => painter.current?.scene ?? null, []);
  return { ref, scene };
}
