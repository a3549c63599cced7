import { type Command, CommanderError } from 'commander';

/** Exit codes that every command keeps to. */
export const EXIT = { failure: 1, usage: 2, interrupted: 130 } as const;

/** A mistake in the words of a command, found after parsing: printed like commander's own, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a command line to its exit code: 0 on success or `--help`, 2 on wrong usage, 1 on any other failure with its
 * one sentence on standard error. `DEBUG=fourfloor` adds the stack.
 */
export async function runCommand(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  overrideExit(program);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', goOnWithoutReader);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (error instanceof CommanderError) return; // commander has printed it already
    process.stderr.write(`${describe(error)}\n`);
  }
}

/** `… | head` closes the pipe early: the files that were asked for are written all the same. */
function goOnWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
}

function overrideExit(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help lists the options)');
  command.commands.forEach(overrideExit);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  return error instanceof UsageError ? EXIT.usage : EXIT.failure;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  return `error: ${process.env.DEBUG === 'fourfloor' ? (error.stack ?? error.message) : error.message}`;
}
