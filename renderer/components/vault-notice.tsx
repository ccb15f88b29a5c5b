import { hrefOf } from '../state/route.ts';
import { useEngine } from '../state/engine.tsx';
import { Glyph } from './glyph.tsx';

/** Nothing is sent while the vault is shut: says so, and leads to where it opens. */
export function VaultNotice() {
  const vault = useEngine((state) => state.status?.vault.state);
  const endpoint = useEngine((state) => state.status?.endpoint);
  if (vault !== 'locked' || endpoint !== 'api') return null;
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-3 border-b border-l-3 border-b-line border-l-wait bg-panel px-4 text-body">
      <Glyph name="asleep" />
      <p className="flex-1 text-text">The vault is locked: nothing is sent until it is open. Queued jobs keep their place.</p>
      <a href={hrefOf('keys')} className="rounded-control bg-control px-2.5 py-1 font-medium text-text inset-ring inset-ring-line-2 hover:bg-control-hi">
        Unlock the vault
      </a>
    </div>
  );
}
