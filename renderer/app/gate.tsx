import type { ReactNode } from 'react';
import { BusyGlyph, Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { useEngine } from '../state/engine.tsx';

/** Nothing can be shown before the engine's first answer, and nothing at all to a browser the host does not know. */
export function Gate({ children }: { children: ReactNode }) {
  const link = useEngine((state) => state.link);
  const known = useEngine((state) => state.status !== null);
  const failure = useEngine((state) => state.failure);
  if (link === 'refused') return <Refused />;
  if (!known) return failure ? <Failed message={failure} /> : <Opening />;
  return children;
}

function Refused() {
  return (
    <main className="flex h-full items-center px-20">
      <ErrorNotice title="Open the address the host printed" className="max-w-150">
        This browser has no session with the companion’s host. Nothing was sent and nothing is lost. The host printed an address with a token when it started;
        open that one.
      </ErrorNotice>
    </main>
  );
}

function Failed({ message }: { message: string }) {
  return (
    <main className="flex h-full items-center px-20">
      <ErrorNotice title={message} className="w-150" actions={<Button onClick={() => location.reload()}>Open the workspace again</Button>} />
    </main>
  );
}

function Opening() {
  return (
    <main className="flex h-full items-center px-20">
      <output className="flex items-center gap-3 text-body text-text-2">
        <BusyGlyph />
        Opening the workspace
      </output>
    </main>
  );
}
