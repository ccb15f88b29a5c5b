import type { KeyView } from '../../../../shared/domain.ts';
import { keyStateWords, remainingOf } from '../../../look/key-words.ts';
import { count, NONE } from '../../../look/numbers.ts';
import { clockSeconds } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { useEngine } from '../../../state/engine.tsx';
import { hrefOf } from '../../../state/route.ts';
import { flightWords } from './board-words.ts';
import type { LaneRecord } from './lane-record.ts';
import type { Board } from './use-board.ts';

const MINUTE = 60_000;
const MOST_ROWS = 200;

/** The board in words: keys with their last minute, then what is under way. For readers of the screen, and for who prefers tables. */
export function BoardTable({ board, keys }: { board: Board; keys: readonly KeyView[] }) {
  const now = useNow(1_000);
  const batches = useEngine((state) => state.batches);
  const out = keys
    .flatMap((key) =>
      board.record
        .lane(key.id)
        .flights.filter((flight) => flight.state === 'out')
        .map((flight) => ({ key, flight })),
    )
    .toSorted((one, other) => one.flight.startedAt - other.flight.startedAt)
    .slice(0, MOST_ROWS);
  return (
    <div className="flex flex-col gap-4 p-4 text-small text-text-2">
      <table className="w-full text-left">
        <caption className="pb-1 text-left text-text">Keys</caption>
        <Head words={['Key', 'State', 'Left', 'Jobs', 'Requests in the last minute', 'Refused', 'Planned']} />
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} keyView={key} lane={board.record.lane(key.id)} now={now} />
          ))}
        </tbody>
      </table>
      <table className="w-full text-left">
        <caption className="pb-1 text-left text-text">Under way</caption>
        <Head words={['Job', 'Key', 'Sent', 'So far']} />
        <tbody>
          {out.map(({ key, flight }) => (
            <tr key={`${flight.jobId} ${flight.startedAt}`} className="border-t border-line">
              <td className="py-1 pr-4">
                <a href={hrefOf('queue', flight.batchId, flight.jobId)} className="text-text hover:underline">
                  {batches[flight.batchId]?.name ?? 'Job'} #{count(flight.number)}
                </a>
              </td>
              <td className="pr-4">{key.label}</td>
              <td className="mono pr-4">{clockSeconds(flight.startedAt)}</td>
              <td className="mono">{flightWords(flight, null, now)}</td>
            </tr>
          ))}
          {out.length === 0 && (
            <tr>
              <td colSpan={4}>Nothing is at the API.</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Head({ words }: { words: readonly string[] }) {
  return (
    <thead>
      <tr>
        {words.map((word) => (
          <th key={word} scope="col" className="pr-4 font-normal text-text-3">
            {word}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function KeyRow({ keyView: key, lane, now }: { keyView: KeyView; lane: LaneRecord; now: number }) {
  const recent = lane.marks.filter((mark) => mark.sentAt > now - MINUTE);
  const words = keyStateWords(key, now);
  const { concurrency } = key.allowance;
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1 pr-4 font-normal">
        <a href={hrefOf('keys', key.id)} className="text-text hover:underline">
          {key.label}
        </a>
      </th>
      <td className="pr-4">
        {words.lead}, {words.detail}
      </td>
      <td className="mono pr-4">{count(remainingOf(key))}</td>
      <td className="mono pr-4">
        {count(concurrency.used)}/{concurrency.limit === null ? NONE : count(concurrency.limit)}
      </td>
      <td className="mono pr-4">{count(recent.length)}</td>
      <td className="mono pr-4">{count(recent.filter((mark) => mark.outcome === 'refused').length)}</td>
      <td className="mono">{count(lane.outlines.length)}</td>
    </tr>
  );
}
