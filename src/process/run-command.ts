import { type Command, CommanderError } from 'commander';
import { type Config, type ConfigSources, forgetPostgresVariables, loadConfig } from '#root/config.js';
import { InputError, SetupError, UnavailableError, ZdravitsaError } from '#root/errors.js';
import { createLogger, type Logger } from '#root/logger.js';
import { logWarnings } from '#root/process/log-warnings.js';

const exitCodes = { ok: 0, failed: 1, badArguments: 2, missingService: 3 };

/** Messages that say how to start a missing service or program, by error code. */
const remedies: Record<string, string> = {
  DATABASE_UNAVAILABLE: 'PostgreSQL does not answer at DATABASE_URL; start one with: npm run services',
  DATABASE_NOT_READY: 'the database is not ready for this project; run: npm run migrate',
  REDIS_UNAVAILABLE: 'Redis does not answer at the address in the REDIS_ variables; start one with: npm run services',
  REDIS_MISSING: 'redis-server is missing; install it with: npm run setup',
  STORAGE_UNAVAILABLE: 'storage does not answer; check S3_ENDPOINT, or the disk of STORAGE_DIR',
  FFMPEG_MISSING: 'ffmpeg is missing; install it with: npm run setup, or name one in FFMPEG_PATH',
  TELEGRAM_UNAVAILABLE: 'Telegram does not answer at TELEGRAM_API_ROOT; try again later',
};

/**
 * Runs a command's action and ends the process with an exit code: 0 done, 1 failed or wrong configuration, 2 bad
 * arguments, 3 missing service. Every code except 0 comes with a line on standard error.
 */
export async function runCommand(command: Command): Promise<void> {
  throwInsteadOfExit(command);
  try {
    await command.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
  // A client that could not close its connection to an unavailable server would reconnect forever.
  process.exit();
}

// Meant for psql. They would change the session, and thereby its tables, or refuse a server without TLS.
const SESSION_VARIABLES = /^PG(OPTIONS|SSLNEGOTIATION)$/;

/**
 * Returns the configuration, and a logger that hides its secrets. Only DATABASE_URL sets options of its sessions. Throws
 * `SetupError` if a variable is wrong.
 */
export function loadContext(sources?: ConfigSources): { config: Config; logger: Logger } {
  forgetPostgresVariables({ pattern: SESSION_VARIABLES });
  const config = loadConfig(sources);
  const logger = createLogger({ level: config.logLevel, secrets: config.secrets });
  logWarnings(logger);
  return { config, logger };
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwInsteadOfExit);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badArguments;
  if (error instanceof InputError) return say(`${nameOf(error.field)}: ${error.message}`, exitCodes.badArguments);
  const remedy = error instanceof ZdravitsaError ? remedies[error.code] : undefined;
  if (remedy !== undefined) return say(remedy, exitCodes.missingService);
  if (error instanceof SetupError || error instanceof UnavailableError) return say(error.message, exitCodes.failed);
  return say(error instanceof Error ? (error.stack ?? error.message) : String(error), exitCodes.failed);
}

/** Returns the field's name as --help shows it: an argument in brackets, or an option. */
function nameOf(field: string): string {
  return field.startsWith('<') ? field : `--${field.replace(/\p{Lu}/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

function say(line: string, exitCode: number): number {
  process.stderr.write(`zdravitsa: ${line}\n`);
  return exitCode;
}
