import type { Config } from '#root/config.js';
import type { Logger } from '#root/logger.js';
import { loadContext } from '#root/process/run-command.js';

/** Returns the configuration of a command that uses neither Redis nor PostgreSQL, whose variables may be missing. */
export function loadSettings(): { config: Config; logger: Logger } {
  return loadContext({ defaults: { DATABASE_URL: 'postgresql://not-needed', LOG_LEVEL: 'warn' } });
}
