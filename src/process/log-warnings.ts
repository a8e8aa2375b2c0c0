import type { Logger } from '#root/logger.js';

/** Logs the warnings of Node.js and of packages, which would else stand between the lines of the log as plain text. */
export function logWarnings(logger: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    logger.warn('Node.js warns', { error: warning });
  });
}
