import uPlot from 'uplot';
import { clockTime } from '../../../look/times.ts';
import type { ChartRows } from './chart-rows.ts';

/** Colours by their tokens, as the page has them now. */
function colours(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--color-${name}`).trim();
}

/** Limit as a stepped line, requests as bars, refusals and lost answers as marks that stick out. */
export function plotOptions(element: HTMLElement, width: number, height: number): uPlot.Options {
  const colour = colours(element);
  const font = `11px ${getComputedStyle(element).getPropertyValue('--font-mono').trim() || 'monospace'}`;
  const axis = { stroke: colour('text-3'), font, ticks: { stroke: colour('line'), width: 1, size: 4 }, grid: { stroke: colour('line'), width: 1 } };
  const bars = uPlot.paths.bars?.({ size: [0.8, 24], align: 1 });
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const bar = (label: string, name: string): uPlot.Series => ({
    label,
    fill: colour(name),
    stroke: colour(name),
    width: 0,
    points: { show: false },
    ...(bars ? { paths: bars } : {}),
  });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: (plot, min, max) => [min, max + stepOf(plot)] },
      y: { range: (_plot, _min, max) => [0, Math.max(4, Math.ceil(max * 1.1))] },
    },
    axes: [
      { ...axis, values: (_plot, at) => at.map((s) => clockTime(s * 1_000)), space: 72, size: 28 },
      { ...axis, size: 44, values: (_plot, values) => values.map((value) => (Number.isInteger(value) ? String(value) : '')) },
    ],
    series: [
      {},
      bar('used', 'text-2'),
      { label: 'limit', stroke: colour('line-3'), width: 1, points: { show: false }, ...(stepped ? { paths: stepped } : {}) },
      bar('429', 'fail'),
      bar('lost', 'unsure'),
    ],
  };
}

/** Bars stand right of their time: the last one needs its own room. */
function stepOf(plot: uPlot): number {
  const [first = 0, second = first] = plot.data[0];
  return second - first;
}

export function plotData(rows: ChartRows): uPlot.AlignedData {
  return [rows.at, rows.used, rows.limit, rows.refused.map((value) => value || null), rows.lost.map((value) => value || null)];
}
