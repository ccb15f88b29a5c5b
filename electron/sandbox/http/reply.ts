import type { FaultOf } from '../faults/fault.ts';

/** An answer before it is written: `body` undefined = no body. */
export interface Reply {
  status: number;
  body: unknown;
}

/** Writes the answer, spoilt where a fault says so. `nowMs` is the server's own clock. */
export function respond({ status, body }: Reply, headers: Record<string, string>, nowMs: number, fault: FaultOf<'answer'> | null): Response {
  const date = { Date: new Date(nowMs).toUTCString() };
  if (body === undefined) return new Response(null, { status, headers: { ...headers, ...date } });
  const text = fault === null ? JSON.stringify(body) : spoilt(body, fault);
  const form = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) };
  return new Response(text, { status, headers: { ...form, ...headers, ...date } });
}

function spoilt(body: unknown, fault: FaultOf<'answer'>): string {
  switch (fault) {
    case 'malformed-json':
      return '<html><body>502 Bad Gateway</body></html>';
    case 'truncated-json': {
      const text = JSON.stringify(body);
      return text.slice(0, Math.ceil(text.length / 2));
    }
    case 'wrong-types':
      return JSON.stringify(mistyped(body));
  }
}

/** The same fields with values of the wrong type: text becomes numbers, everything else text. */
function mistyped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return 'not an object';
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, typeof field === 'string' ? 7 : 'seven']));
}
