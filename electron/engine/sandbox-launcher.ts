/** How a host starts the stand-in API in a process of its own; the engine only needs its address and keys. */
export interface SandboxLauncher {
  start(): Promise<SandboxHandle>;
}

export interface SandboxHandle {
  baseUrl: string;
  keys: { label: string; plan: string; secret: string }[];
  /** Resolves with a sentence when the process ended by itself. Never rejects. */
  ended: Promise<string>;
  stop(): Promise<void>;
}
