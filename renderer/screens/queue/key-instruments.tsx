import { Plus } from 'lucide-react';
import { KeyStrip } from '../../components/key-strip.tsx';
import { counted } from '../../look/numbers.ts';
import { useKeys } from '../../state/lists.ts';
import { hrefOf } from '../../state/route.ts';

/** Every key as an instrument: track heads of 324 and more, edge to edge. */
export function KeyInstruments() {
  const keys = useKeys();
  return (
    <section aria-label="Keys" className="flex max-h-[42%] shrink-0 flex-col">
      <div className="flex h-8 shrink-0 items-center gap-3 border-b border-line bg-panel px-4 text-small text-text-2">
        <h2 className="font-semibold text-text">Keys</h2>
        <span>what is left of this minute, slots, day, and when the minute starts again</span>
        <a href={hrefOf('keys', 'add')} className="focus-inside ml-auto flex items-center gap-1.5 rounded-chip px-1 hover:text-text">
          <Plus size={12} aria-hidden />
          Add keys
        </a>
      </div>
      {keys.length === 0 ? (
        <p className="border-b border-line px-4 py-3 text-body text-text-2">No key: {counted(0, 'request')} can be sent. Add one and the queue moves.</p>
      ) : (
        <div className="grid min-h-0 border-b border-line grid-cols-[repeat(auto-fill,minmax(324px,1fr))] overflow-y-auto [&>*]:border-r [&>*]:border-r-line [&>*]:-mb-px">
          {keys.map((key) => (
            <KeyStrip key={key.id} keyView={key} />
          ))}
        </div>
      )}
    </section>
  );
}
