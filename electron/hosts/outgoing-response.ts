import type { Outgoing } from '../engine/library/export/exports.ts';

/** A ZIP file on its way out, made as the browser takes it; 404 where the ticket was good for nothing. */
export function outgoingResponse(outgoing: Outgoing | null): Response {
  if (!outgoing) return new Response('This export was fetched already, or is too old. Export again.\n', { status: 404, headers: TEXT });
  const { name, stream } = outgoing;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await stream.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => void (await stream.return(undefined)),
  });
  return new Response(body, { headers: { ...ZIP, 'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w .-]/g, '_')}"` } });
}

const TEXT = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
const ZIP = { 'Content-Type': 'application/zip', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
