import { AppError } from '../../shared/errors.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { parseArguments, UsageError, type Command } from './arguments.ts';
import { doctor } from './commands/doctor.ts';
import { exportFiles } from './commands/export.ts';
import { importFiles } from './commands/import.ts';
import { jobs } from './commands/jobs.ts';
import { keys } from './commands/keys.ts';
import { mirror } from './commands/mirror.ts';
import { move } from './commands/move.ts';
import { rebuild } from './commands/rebuild.ts';
import { resolve } from './commands/resolve.ts';
import { run } from './commands/run.ts';
import { status } from './commands/status.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts';
import { helpText } from './help.ts';
import { BadLines, problemLines } from './run/problems.ts';
import type { World } from './world.ts';

/** The whole command line: `argv` without the program's name in, exit code out. Never rejects. */
export async function runCli(argv: string[], version: string, world: World): Promise<ExitCode> {
  try {
    const request = parseArguments(argv);
    if (request.kind === 'command') return await dispatch(request.command, world);
    world.out(request.kind === 'version' ? `${version}\n` : helpText(request.topic));
    return EXIT.ok;
  } catch (error) {
    return tell(error, world);
  }
}

function dispatch(command: Command, world: World): Promise<ExitCode> {
  switch (command.name) {
    case 'run':
      return run(command, world);
    case 'status':
      return status(command, world);
    case 'jobs':
      return jobs(command, world);
    case 'keys':
      return keys(command, world);
    case 'export':
      return exportFiles(command, world);
    case 'import':
      return importFiles(command, world);
    case 'doctor':
      return doctor(command, world);
    case 'rebuild':
      return rebuild(command, world);
    case 'move':
      return move(command, world);
    case 'mirror':
      return mirror(command, world);
    case 'resolve':
      return resolve(command, world);
    default:
      return unreachable(command);
  }
}

function tell(error: unknown, world: World): ExitCode {
  if (error instanceof UsageError) {
    world.err(`${error.message}\n\n${helpText(error.topic)}`);
    return EXIT.usage;
  }
  if (error instanceof BadLines) {
    world.err(problemLines(error));
    return EXIT.usage;
  }
  const { code, message, details } = AppError.from(error);
  if (code === 'INTERNAL') world.report(error);
  const restorable = code === 'WORKSPACE_BROKEN' && typeof details?.['backupAt'] === 'number';
  world.err(`${message}${restorable ? ' `status --restore` does that.' : ''} ${code}\n`);
  return exitCodeOf(code);
}
