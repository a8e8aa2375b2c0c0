import { ExecaError } from 'execa';

// Words of initdb, postgres and redis-server in the line that says why they ended.
const REASON = /FATAL|error:|failed|can't|could not/i;

/** Returns why something failed, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof ExecaError) return reasonIn(error.stderr ?? '') ?? error.originalMessage ?? error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Returns the line in a program's output that says why it failed, with PostgreSQL's hint if there is one, or else the
 * last line, or undefined without any.
 */
export function reasonIn(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const reason = lines.findLast((line) => REASON.test(line));
  if (reason === undefined) return lines.at(-1);
  const hint = /^[^\n]*HINT:\s+(.*)/m.exec(output.slice(output.lastIndexOf(reason)))?.[1];
  return hint === undefined ? reason : `${reason} (${hint})`;
}
