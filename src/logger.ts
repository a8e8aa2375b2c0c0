import winston from 'winston';

export type Logger = winston.Logger;

export interface LoggerOptions {
  level: string;
  /** Values that must never appear in a line: tokens and passwords. */
  secrets?: readonly string[];
  /** Readable lines instead of JSON; by default where standard error is a terminal. */
  readable?: boolean;
  /** Where lines go; by default standard error. */
  stream?: NodeJS.WritableStream;
}

/** Logs to standard error: JSON, or readable lines on a terminal. */
export function createLogger({
  level,
  secrets = [],
  readable = process.stderr.isTTY === true,
  stream = process.stderr,
}: LoggerOptions): Logger {
  const { combine, errors, timestamp, json } = winston.format;
  return winston.createLogger({
    level,
    format: combine(
      timestamp(),
      errors({ stack: true, cause: true }),
      readable ? readableLine() : json({ replacer: plainError }),
      hide(secrets),
    ),
    transports: [new winston.transports.Stream({ stream })],
  });
}

const MESSAGE = Symbol.for('message');

/** Works on the finished line, so that a secret is hidden wherever it came from: a field, a message, a stack. */
function hide(secrets: readonly string[]) {
  // As it is, as JSON writes it, as an address has it; the longest first, of which another may be a part.
  const wanted = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .sort((one, other) => other.length - one.length);
  return winston.format((info) => {
    let line = String(info[MESSAGE]);
    for (const secret of wanted) line = line.replaceAll(secret, '***');
    info[MESSAGE] = line;
    return info;
  })();
}

function readableLine() {
  const { colorize, printf, combine } = winston.format;
  return combine(
    colorize({ level: true }),
    printf(({ timestamp, level, message, stack, ...fields }) => {
      const time = String(timestamp).slice(11, 23);
      const facts = Object.entries(fields)
        .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value, plainError) : value}`)
        .join(' ');
      return [`${time} ${level} ${message}`, facts].filter(Boolean).join('  ') + (stack ? `\n${stack}` : '');
    }),
  );
}

/** JSON.stringify shows an Error as `{}`: keep what says which error it was. */
function plainError(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return Object.assign({ name, message }, value, { stack, cause });
}
