import log from 'electron-log/node';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { Logger } from '../engine/log.ts';
import { redact } from './redact.ts';

const LARGEST_FILE_BYTES = 2 * 1024 * 1024;
const ARCHIVES_KEPT = 4;

/**
 * Writes lines of JSON to `<workspace>/logs/<name>.log`. A file over 2 MB becomes `<name>.1.log`, and four of those are kept. Whatever looks like a
 * secret is hidden on the way. Never throws: a full disk must not stop the queue.
 */
export function fileLogger(workspace: string, name: 'desktop' | 'browser' | 'cli'): Logger {
  const logger = log.create({ logId: `${name}:${workspace}` });
  logger.transports.console.level = false;
  const file = logger.transports.file;
  // Bundled, and started from any folder, it would look for a package.json in vain, and write nothing.
  file.setAppName('abstrakt-companion');
  file.resolvePathFn = () => join(workspace, 'logs', `${name}.log`);
  file.maxSize = LARGEST_FILE_BYTES;
  file.writeOptions = { ...file.writeOptions, mode: 0o600 };
  file.format = ({ message }) => [redact(JSON.stringify({ at: message.date.toISOString(), level: message.level, ...entry(message.data) }))];
  file.archiveLogFn = (full) => rotate(full.path);
  return {
    info: (message, details) => logger.info(message, details),
    warn: (message, details) => logger.warn(message, details),
    error: (message, details) => logger.error(message, details),
  };
}

function entry([message, details]: unknown[]): Record<string, unknown> {
  return { message, ...(details === undefined ? {} : { details }) };
}

/** `x.log` -> `x.1.log` -> `x.2.log` …; the oldest goes. */
function rotate(path: string): void {
  const { dir, name, ext } = parse(path);
  const archive = (number: number) => join(dir, `${name}.${number}${ext}`);
  const there = new Set(readdirSync(dir));
  rmSync(archive(ARCHIVES_KEPT), { force: true });
  for (let number = ARCHIVES_KEPT - 1; number >= 1; number--) if (there.has(`${name}.${number}${ext}`)) renameSync(archive(number), archive(number + 1));
  renameSync(path, archive(1));
}
