/** Where the engine tells what it does. Hosts pass one that writes files; tests pass one that collects. Never give it a secret or a whole URL with a query. */
export interface Logger {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
