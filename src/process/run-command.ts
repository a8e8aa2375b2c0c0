import { type Command, CommanderError } from 'commander';
import { type Config, type ConfigSources, loadConfig } from '#root/config.js';
import { InputError, SetupError, UnavailableError, ZdravitsaError } from '#root/errors.js';
import { createLogger, type Logger } from '#root/logger.js';

const exitCodes = { ok: 0, failed: 1, badArguments: 2, missingService: 3 };

/** How to start what a command found missing, by error code. */
const remedies: Record<string, string> = {
  DATABASE_UNAVAILABLE: 'PostgreSQL does not answer at DATABASE_URL; start one with: npm run services',
  DATABASE_NOT_READY: 'the database is not ready for this project; run: npm run migrate',
  REDIS_UNAVAILABLE: 'Redis does not answer where the REDIS_ variables say; start one with: npm run services',
  REDIS_MISSING: 'redis-server is missing; install it with: npm run setup',
  STORAGE_UNAVAILABLE: 'storage does not answer; look at S3_ENDPOINT, or at the disk of STORAGE_DIR',
  FFMPEG_MISSING: 'ffmpeg is missing; install it with: npm run setup, or name one in FFMPEG_PATH',
  TELEGRAM_UNAVAILABLE: 'Telegram does not answer at TELEGRAM_API_ROOT; try again when it does',
};

/**
 * Runs a command's action, turns its outcome into an exit code and ends the process: 0 done, 1 failed or wrong
 * configuration, 2 bad arguments, 3 a service is missing; each but 0 with a line on standard error.
 */
export async function runCommand(command: Command): Promise<void> {
  neverExit(command);
  try {
    await command.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
  // A client that could not say goodbye to a server that is away would try to reach it for ever.
  process.exit();
}

/** Returns the configuration, and a logger made by it that hides its secrets. Throws SetupError. */
export function loadContext(sources?: ConfigSources): { config: Config; logger: Logger } {
  const config = loadConfig(sources);
  return { config, logger: createLogger({ level: config.logLevel, secrets: config.secrets }) };
}

function neverExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(neverExit);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badArguments;
  if (error instanceof InputError) return say(`${nameOf(error.field)}: ${error.message}`, exitCodes.badArguments);
  const remedy = error instanceof ZdravitsaError ? remedies[error.code] : undefined;
  if (remedy !== undefined) return say(remedy, exitCodes.missingService);
  if (error instanceof SetupError || error instanceof UnavailableError) return say(error.message, exitCodes.failed);
  return say(error instanceof Error ? (error.stack ?? error.message) : String(error), exitCodes.failed);
}

/** As --help shows it: an argument in brackets, else an option. */
function nameOf(field: string): string {
  return field.startsWith('<') ? field : `--${field}`;
}

function say(line: string, exitCode: number): number {
  process.stderr.write(`zdravitsa: ${line}\n`);
  return exitCode;
}
