import type { ReactNode } from 'react';
import type { RingFace } from '../look/key-words.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { cx } from './cx.ts';
import { arcPath, reservedArcs, ringArcs, ringMeasures, segmentCount, type RingMeasures, type RingSize } from './ring-geometry.ts';

/** A key's minute. The words stand beside it, so the drawing itself is hidden from readers. */
export function Ring({ face, size = 52 }: { face: RingFace; size?: RingSize }) {
  const measures = ringMeasures(size);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={size} height={size} aria-hidden className="block shrink-0">
      <Face face={face} measures={measures} size={size} />
    </svg>
  );
}

function Face({ face, measures, size }: { face: RingFace; measures: RingMeasures; size: RingSize }) {
  switch (face.kind) {
    case 'window':
      return <WindowFace face={face} measures={measures} size={size} />;
    case 'asleep':
      return (
        <>
          <Track measures={measures} className="stroke-line-2" dashed />
          <Crescent centre={measures.centre} scale={size / 52} />
        </>
      );
    case 'unknown':
      return (
        <>
          <Track measures={measures} className="stroke-control-hi" />
          {face.probing && (
            <path
              d={`M${measures.centre} ${measures.centre - measures.innerRadius - measures.band / 2 - 1}v${measures.band + 2}`}
              className="stroke-now"
              strokeWidth={2}
            />
          )}
          <Figure measures={measures} size={size} className="fill-text-3">
            ?
          </Figure>
        </>
      );
    case 'off':
      return (
        <>
          <Track measures={measures} className="stroke-control-hi" />
          <Figure measures={measures} size={size} className="fill-text-3">
            –
          </Figure>
        </>
      );
    default:
      return unreachable(face);
  }
}

function WindowFace({ face, measures, size }: { face: Extract<RingFace, { kind: 'window' }>; measures: RingMeasures; size: RingSize }) {
  const { centre, innerRadius, outerRadius, band } = measures;
  const arcs = ringArcs(face.used, segmentCount(face.limit), innerRadius);
  return (
    <>
      {arcs.track.map((arc) => (
        <path key={arc.from} d={arcPath(arc, centre, innerRadius)} fill="none" strokeWidth={band} className="stroke-control-hi" />
      ))}
      {reservedArcs(face.reserved, segmentCount(face.limit), innerRadius).map((arc) => (
        <path key={arc.from} d={arcPath(arc, centre, innerRadius)} fill="none" strokeWidth={band} strokeDasharray="1 1.5" className="stroke-line-3" />
      ))}
      {arcs.used.map((arc) => (
        <path
          key={arc.from}
          d={arcPath(arc, centre, innerRadius)}
          fill="none"
          strokeWidth={band}
          className={face.tone === 'now' ? 'stroke-now' : 'stroke-wait'}
        />
      ))}
      {face.reset !== null && face.reset > 0 && (
        <path d={arcPath({ from: 0, to: face.reset }, centre, outerRadius)} fill="none" strokeWidth={1} className="stroke-text-3" />
      )}
      <Figure measures={measures} size={size} className="fill-text">
        {face.left}
      </Figure>
    </>
  );
}

function Track({ measures, className, dashed = false }: { measures: RingMeasures; className: string; dashed?: boolean }) {
  const { centre, innerRadius, band } = measures;
  return (
    <circle
      cx={centre}
      cy={centre}
      r={innerRadius}
      fill="none"
      strokeWidth={band}
      pathLength={dashed ? 96 : undefined}
      strokeDasharray={dashed ? '1.3 1.7' : undefined}
      className={className}
    />
  );
}

const FIGURE = { 32: 'text-label font-medium', 52: 'text-title font-medium', 96: 'text-hero font-normal' } as const;

/** What is left. Long figures give way in size, never in digits. */
function Figure({ measures, size, className, children }: { measures: RingMeasures; size: RingSize; className: string; children: ReactNode }) {
  const long = typeof children === 'string' && children.length > 3;
  return (
    <text
      x={measures.centre}
      y={measures.centre}
      textAnchor="middle"
      dominantBaseline="central"
      className={cx('mono', long && size !== 96 ? 'text-label font-medium' : FIGURE[size], className)}
    >
      {children}
    </text>
  );
}

function Crescent({ centre, scale }: { centre: number; scale: number }) {
  return (
    <path
      transform={`translate(${centre - 6 * scale} ${centre - 6 * scale}) scale(${scale})`}
      d="M4.4 1.2A5 5 0 1 0 10.9 7.6 5.2 5.2 0 0 1 4.4 1.2z"
      className="fill-wait"
    />
  );
}
