import { Play } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { FieldError } from '../../components/field.tsx';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';

/** The stand-in API: free, offline, one click away. */
export function SandboxCard() {
  const sandbox = useEngine((state) => state.status?.sandbox);
  const start = useCommand('sandbox.start', true);
  if (!sandbox || sandbox.state === 'unavailable') return null;
  const failure = start.error?.message ?? (sandbox.state === 'failed' ? sandbox.message : undefined);
  return (
    <section aria-labelledby="sandbox" className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-6">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h3 id="sandbox" className="text-body font-semibold">
            No key at hand? Practise in the sandbox
          </h3>
          <p className="mt-1 max-w-[72ch] text-small text-text-2">
            A stand-in for the API on this machine, with the documented limits and real media. It brings three keys: Free, Pro and Business. Below is the room
            its first outputs take.
          </p>
        </div>
        <Chip>free, offline</Chip>
      </div>
      <OutlineWall />
      {failure && <FieldError>{failure}</FieldError>}
      <div>
        <Button icon={<Play size={14} strokeWidth={1.5} aria-hidden />} busy={start.busy || sandbox.state === 'starting'} onClick={() => void start.run(null)}>
          Start the sandbox
        </Button>
      </div>
    </section>
  );
}

const ROWS = [
  [10, 15, 10, 7.5, 18, 12.5, 8],
  [18, 10, 7.5, 15, 8, 10, 12.5],
] as const;

/** Two rows of a library that is still empty: outlines, fainter the further off. */
function OutlineWall() {
  return (
    <div aria-hidden className="flex flex-col gap-1">
      {ROWS.map((row, line) => (
        <div key={line} className="flex h-22 gap-1">
          {row.map((share, at) => (
            <div
              key={at}
              className="rounded-tile inset-ring inset-ring-text-3"
              style={{ flexGrow: share, flexBasis: 0, opacity: 0.7 - (line * row.length + at) * 0.042 }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
