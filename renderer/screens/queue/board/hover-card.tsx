import { Thumbnail } from '../../../components/thumbnail.tsx';
import { count, creditFigure } from '../../../look/numbers.ts';
import { clockSeconds, inWords, took } from '../../../look/times.ts';
import { useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { useJobDetail } from '../job-detail.ts';
import { flightWords, markTime, markWords } from './board-words.ts';
import type { Hit } from './hit.ts';
import type { Flight, Outline } from './packing.ts';

/** The longest that a card says of a time has room: `under way for 59.9 s · usual 12.3 s`. */
const WIDE = 300;
const TALL = 66;

/** What the pointer is on. It stands beside the bar, under or over its lane, and never on the lane's now. */
export function HoverCard({ hit, x, y, room, now }: { hit: Hit; x: number; y: number; room: { width: number; height: number }; now: number }) {
  const left = Math.max(4, Math.min(room.width - WIDE - 4, x + 16 + WIDE > room.width * 0.66 && x < room.width * 0.66 ? x - WIDE - 16 : x + 16));
  const top = y + 24 + TALL > room.height ? Math.max(4, y - TALL - 16) : y + 24;
  return (
    <div
      aria-hidden
      style={{ left, top, width: WIDE, minHeight: TALL }}
      className="pointer-events-none absolute z-10 flex items-center gap-3 rounded-panel bg-raised p-2.5 shadow-float"
    >
      {hit.kind === 'flight' && <FlightCard flight={hit.flight} keyLabel={hit.lane.key.label} now={now} />}
      {hit.kind === 'outline' && <OutlineCard outline={hit.outline} keyLabel={hit.lane.key.label} now={now} />}
      {hit.kind === 'mark' && <Lines title={markWords(hit.mark)} second={hit.lane.key.label} third={markTime(hit.mark)} />}
    </div>
  );
}

function FlightCard({ flight, keyLabel, now }: { flight: Flight; keyLabel: string; now: number }) {
  const { detail } = useJobDetail(flight.jobId);
  const batch = useEngine((state) => state.batches[flight.batchId]?.name);
  const model = useEngine((state) => findModel(state.models, flight.model));
  const credits = detail?.credits?.source === 'reported' ? ` · ${creditFigure(detail.credits.amount)} cr` : '';
  return (
    <>
      <Thumbnail sha256={detail?.assets[0]} ready={detail !== null && detail.thumbnails[0] === detail.assets[0]} className="size-11" />
      <Lines
        title={`${batch ?? 'Job'} #${count(flight.number)}`}
        second={`${model?.name ?? flight.model} · ${keyLabel}`}
        third={`${flightWords(flight, model?.usualMs ?? null, now)}${credits}`}
      />
    </>
  );
}

function OutlineCard({ outline, keyLabel, now }: { outline: Outline; keyLabel: string; now: number }) {
  const batch = useEngine((state) => state.batches[outline.batchId]?.name);
  const model = useEngine((state) => findModel(state.models, outline.model)?.name);
  return (
    <Lines
      title={batch ?? 'A queued job'}
      second={`${model ?? outline.model} · ${keyLabel}`}
      third={`planned ${inWords(outline.from - now)}, ${clockSeconds(outline.from)} · ${took(outline.to - outline.from)}`}
    />
  );
}

function Lines({ title, second, third }: { title: string; second: string; third: string }) {
  return (
    <div className="flex min-w-0 flex-col">
      <span className="truncate text-small font-medium text-text">{title}</span>
      <span className="truncate text-label text-text-2">{second}</span>
      <span className="mono truncate text-label text-text-3">{third}</span>
    </div>
  );
}
