import { Writable } from 'node:stream';
import { createLogger, type Logger } from '#root/logger.js';

/** Logs nothing unless TEST_LOG_LEVEL is set. */
export const quietLogger = createLogger({ level: process.env.TEST_LOG_LEVEL ?? 'error', readable: true });
quietLogger.silent = process.env.TEST_LOG_LEVEL === undefined;

/** Returns a logger and the lines that it has logged, as objects. */
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
