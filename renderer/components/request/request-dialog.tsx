import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RequestDetail } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { count } from '../../look/numbers.ts';
import { clockSeconds } from '../../look/times.ts';
import { useClient } from '../../state/engine.tsx';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { ErrorNotice } from '../notice.tsx';
import { showToast } from '../toasts.ts';
import { answerText, asCurl, asText } from './as-curl.ts';

/** One request, readable: what was sent, without the secret, and what was kept of the answer. */
export function RequestDialog({ id, onClose }: { id: number; onClose(): void }) {
  const client = useClient();
  const [detail, setDetail] = useState<RequestDetail | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let left = false;
    client.call('request.get', { id }).then(
      (answer) => !left && setDetail(answer),
      (thrown) => !left && setError(AppError.from(thrown)),
    );
    return () => {
      left = true;
    };
  }, [client, id]);
  return (
    <Dialog open onClose={onClose} title={detail ? titleOf(detail) : `Request ${count(id)}`} className="w-170">
      {error && <ErrorNotice title={error.message} />}
      {detail && <Detail detail={detail} />}
      {!detail && !error && <p className="text-body text-text-2">Reading the request</p>}
    </Dialog>
  );
}

function titleOf({ request, keyLabel }: RequestDetail): string {
  const kind = `${request.kind.charAt(0).toUpperCase()}${request.kind.slice(1)}`;
  return `${kind} with ${keyLabel}, ${clockSeconds(request.sentAt)}`;
}

function Detail({ detail }: { detail: RequestDetail }) {
  const answer = answerText(detail);
  return (
    <>
      <Text title="Request">{asText(detail)}</Text>
      <Text title="Answer, as it was kept">{answer ?? noAnswer(detail)}</Text>
      <div className="flex items-center gap-3">
        <Button icon={<Copy size={14} strokeWidth={1.5} aria-hidden />} onClick={() => copy(asCurl(detail))}>
          Copy as curl
        </Button>
        <span className="text-small text-text-3">without the secret: it is read from ABSTRAKT_API_KEY</span>
      </div>
    </>
  );
}

function noAnswer({ request }: RequestDetail): string {
  return request.outcome === 'lost' ? 'The answer was lost: whether it was accepted is not known.' : 'No answer yet.';
}

function Text({ title, children }: { title: string; children: string }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-1">
      <h3 className="text-small text-text-2">{title}</h3>
      <pre
        data-selectable
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must reach that
        tabIndex={0}
        className="code focus-inside max-h-52 overflow-auto rounded-control bg-well p-3 text-small text-text-2 inset-ring inset-ring-line"
      >
        {children}
      </pre>
    </section>
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => showToast({ glyph: 'done', title: 'Copied as curl', detail: 'Set ABSTRAKT_API_KEY before you run it. A run costs credits again.' }),
    () =>
      showToast({
        glyph: 'failed',
        title: 'Not copied',
        detail: 'The system did not let the companion use the clipboard. Select the text and copy it by hand.',
      }),
  );
}
