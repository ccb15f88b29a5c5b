/** The minute every algorithm counts in, in milliseconds. Never scaled. */
export const MINUTE_MS = 60_000;
