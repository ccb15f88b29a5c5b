import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useEngine } from '../../../state/engine.tsx';
import type { ChartRows } from './chart-rows.ts';
import { plotData, plotOptions } from './plot.ts';

const HEIGHT = 148;

/** The chart itself. Its figures stand beside it in words. */
export function PlotCanvas({ rows }: { rows: ChartRows }) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(rows);
  const theme = useEngine((state) => state.settings?.theme);
  useEffect(() => {
    latest.current = rows;
    plot.current?.setData(plotData(rows));
  }, [rows]);
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const draw = () => {
      plot.current?.destroy();
      plot.current = current.clientWidth > 0 ? new uPlot(plotOptions(current, current.clientWidth, HEIGHT), plotData(latest.current), current) : null;
    };
    const sizes = new ResizeObserver(() => {
      if (plot.current) plot.current.setSize({ width: current.clientWidth, height: HEIGHT });
      else draw();
    });
    sizes.observe(current);
    // Colours are drawn into the canvas: another theme is another drawing.
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    draw();
    return () => {
      sizes.disconnect();
      themes.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [theme]);
  return <div ref={frame} aria-hidden style={{ height: HEIGHT }} className="w-full overflow-hidden" />;
}
