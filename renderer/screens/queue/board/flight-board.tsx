import { Plus } from 'lucide-react';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { useOffer } from '../../../app/offered.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { KeyStrip } from '../../../components/key-strip.tsx';
import { Segment } from '../../../components/segment.tsx';
import { Switch } from '../../../components/switch.tsx';
import { counted } from '../../../look/numbers.ts';
import { useKeys } from '../../../state/lists.ts';
import { hrefOf } from '../../../state/route.ts';
import { BoardCanvas } from './board-canvas.tsx';
import { boardCommands } from './board-commands.ts';
import { BoardTable } from './board-table.tsx';
import { setFollow, setSpan, useBoardView } from './board-view.ts';
import { laneHeight } from './lane-layout.ts';
import { Legend } from './legend.tsx';
import { AXIS_HEIGHT } from './scene.ts';
import { nearestSpan, SPANS, type SpanName } from './time-scale.ts';
import { useBoard } from './use-board.ts';
import { useWindowHeight } from './use-window-height.ts';

/** The board takes so much of the window before its lanes get lower, and then scrolls. */
const SHARE = 0.45;
const HEAD = 34;

/** A lane for each key: what was sent, what is under way, what is planned. */
export const FlightBoard = memo(function FlightBoard() {
  const keys = useKeys();
  const board = useBoard();
  const scroller = useRef<HTMLDivElement>(null);
  const scrollTop = useCallback(() => scroller.current?.scrollTop ?? 0, []);
  const [table, setTable] = useState(false);
  const room = useWindowHeight() * SHARE - HEAD - AXIS_HEIGHT;
  const height = laneHeight(keys.length, room);
  const tall = Math.min(keys.length * height, Math.max(height, Math.floor(room))) + AXIS_HEIGHT;
  return (
    <section aria-label="Flight board" className="flex shrink-0 flex-col border-b border-line">
      <BoardHead table={table} onTable={setTable} />
      {keys.length === 0 ? (
        <p className="px-4 py-3 text-body text-text-2">No key: {counted(0, 'request')} can be sent. Add one and the queue moves.</p>
      ) : (
        <div ref={scroller} style={{ height: tall }} className="overflow-x-hidden overflow-y-auto">
          {table ? (
            <BoardTable board={board} keys={keys} />
          ) : (
            <div className="flex" style={{ minHeight: tall }}>
              <div className="w-58 shrink-0 border-r border-line mid:w-81">
                <div aria-hidden className="sticky top-0 z-10 flex h-6 items-center gap-4 border-b border-line bg-panel px-4 text-small text-text-2">
                  <span className={cx('text-center', height === 68 ? 'w-13' : 'w-8')}>left</span>
                  <span>Key</span>
                  <span className="ml-auto">reset</span>
                </div>
                {keys.map((key) => (
                  <KeyStrip key={key.id} keyView={key} height={height} />
                ))}
              </div>
              <div className="relative min-w-0 flex-1">
                <div className="sticky top-0" style={{ height: tall }}>
                  <BoardCanvas board={board} keys={keys} laneHeight={height} scrollTop={scrollTop} />
                </div>
              </div>
            </div>
          )}
        </div>
      )}
    </section>
  );
});

const CHOICES = (Object.keys(SPANS) as SpanName[]).map((name) => ({ value: name, label: name }));

const BoardHead = memo(function BoardHead({ table, onTable }: { table: boolean; onTable(table: boolean): void }) {
  const span = useBoardView((view) => view.span);
  const follow = useBoardView((view) => view.follow);
  useOffer(useMemo(() => boardCommands({ table, onTable, span, follow }), [table, onTable, span, follow]));
  return (
    <div className="flex h-[34px] shrink-0 items-center gap-4 border-b border-line px-4">
      <h2 className="shrink-0 text-body font-semibold text-text">Flight board</h2>
      <Legend />
      <a
        href={hrefOf('keys', 'add')}
        className="focus-inside ml-auto flex shrink-0 items-center gap-1.5 rounded-chip px-1 text-small text-text-2 hover:text-text"
      >
        <Plus size={12} aria-hidden />
        Add keys
      </a>
      <Button size="small" look="ghost" aria-pressed={table} onClick={() => onTable(!table)}>
        {table ? 'As a board' : 'As a table'}
      </Button>
      <Switch checked={follow} onChange={(on) => setFollow(on, null)}>
        Follow now
      </Switch>
      <Segment label="Zoom" value={nearestSpan(span)} choices={CHOICES} onChange={(name) => setSpan(SPANS[name])} />
    </div>
  );
});
