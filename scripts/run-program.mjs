import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { text } from 'node:stream/consumers';

/**
 * Runs a program with our streams and waits for it. A signal sent to us goes on to it, and we end only after it has.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<Ended>}
 * @typedef {{ code: number, signal: NodeJS.Signals | null }} Ended `code` is 128 + the signal's number where a signal ended it, as shells have it
 */
export function runProgram(program, args, options = {}) {
  return endOf(spawn(program, args, { stdio: 'inherit', ...options }));
}

/**
 * The same beside something that matters more: it takes what that leaves of the processor, and what it says is kept for the caller.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<Ended & { said: string }>}
 */
export async function runInBackground(program, args, options = {}) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const [ended, ...said] = await Promise.all([endOf(child), text(child.stdout), text(child.stderr)]);
  return { ...ended, said: said.join('') };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<Ended>} */
function endOf(child) {
  const stopForwarding = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code: code ?? 128 + constants.signals[signal], signal }));
  }).finally(stopForwarding);
}

/** @param {import('node:child_process').ChildProcess} child */
function forwardSignals(child) {
  // A terminal sends Ctrl-C to the whole group: the child has it already, and twice would mean "at once".
  const fromTerminal = Boolean(process.stdin.isTTY);
  const listeners = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const listener = () => {
      if (signal !== 'SIGINT' || !fromTerminal) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => listeners.forEach((remove) => remove());
}
