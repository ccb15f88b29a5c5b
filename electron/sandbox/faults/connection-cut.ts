/** Thrown where the server would close the connection; what the caller sees is `asFetchError`. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
  readonly code: 'ECONNREFUSED' | 'ECONNRESET';

  constructor(code: 'ECONNREFUSED' | 'ECONNRESET') {
    super(code === 'ECONNREFUSED' ? 'connection refused' : 'connection reset');
    this.code = code;
  }
}

/** The error Node's `fetch` rejects with when a connection fails. */
export function asFetchError(cut: ConnectionCut): TypeError {
  return new TypeError('fetch failed', { cause: cut });
}
