import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Outcome } from '../../components/glyph.tsx';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';

/** Starts and stops the stand-in API. */
export function SandboxSettings() {
  const sandbox = useEngine((state) => state.status?.sandbox);
  const start = useCommand('sandbox.start');
  const stop = useCommand('sandbox.stop');
  if (!sandbox) return null;
  if (sandbox.state === 'unavailable') return <p className="text-body text-text-2">This host cannot start a sandbox.</p>;
  const running = sandbox.state === 'running';
  return (
    <div className="flex flex-col gap-3">
      <p className="text-body text-text-2">
        A stand-in for the API on this machine, with the documented limits and real media. Its keys and jobs never meet the real API’s; what it made stays in
        the library.
      </p>
      {sandbox.state === 'failed' && <ErrorNotice title={sandbox.message} />}
      <div className="flex items-center gap-4">
        {running ? (
          <Button busy={stop.busy} onClick={() => void stop.run(null)}>
            Stop the sandbox
          </Button>
        ) : (
          <Button busy={start.busy || sandbox.state === 'starting'} onClick={() => void start.run(null)}>
            Start the sandbox
          </Button>
        )}
        {running && <Outcome name="running" word="running" />}
        {running && (
          <span data-selectable className="mono text-small text-text-2">
            {sandbox.baseUrl}
          </span>
        )}
      </div>
    </div>
  );
}
