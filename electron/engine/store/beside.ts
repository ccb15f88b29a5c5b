/** What SQLite keeps beside a database that is written to, by the end of its name. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const;
