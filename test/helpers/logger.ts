import { Writable } from 'node:stream';
import { createLogger, type Logger } from '#root/logger.js';

/** Says nothing, or all that TEST_LOG_LEVEL asks for. */
export const quietLogger = createLogger({ level: process.env.TEST_LOG_LEVEL ?? 'error', readable: true });
quietLogger.silent = process.env.TEST_LOG_LEVEL === undefined;

/** Returns a logger, and what it was given so far: one object a line. */
export function createRecordingLogger(): { logger: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(line, _, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  return { logger: createLogger({ level: 'info', stream }), lines };
}
