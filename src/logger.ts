import winston from 'winston';

export type Logger = winston.Logger;

export interface LoggerOptions {
  level: string;
  /** Tokens and passwords, which must never appear in a line. */
  secrets?: readonly string[];
  /** Readable lines instead of JSON. By default only if standard error is a terminal. */
  readable?: boolean;
  /** Standard error by default. */
  stream?: NodeJS.WritableStream;
}

/** Creates a logger that writes JSON to standard error, or readable lines if that is a terminal. */
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
      hide(secrets, readable),
    ),
    transports: [new winston.transports.Stream({ stream })],
  });
}

const MESSAGE = Symbol.for('message');
// Their values come from the logger itself.
const OWN_FIELDS: ReadonlySet<string> = new Set(['level', 'timestamp']);

/** Hides secrets in the finished line, so it does not matter whether a field, a message or a stack contains them. */
function hide(secrets: readonly string[], readable: boolean) {
  // Plain, escaped for JSON and escaped for a URL. The longest come first because they may contain a shorter one.
  const wanted = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .sort((one, other) => other.length - one.length);
  return winston.format((info) => {
    const line = String(info[MESSAGE]);
    info[MESSAGE] = readable ? hideIn(line, wanted) : hideInJson(line, wanted);
    return info;
  })();
}

function hideIn(text: string, secrets: readonly string[]): string {
  return secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text);
}

/** Hides secrets in the values only. A password may be `level` or `"`, which are also part of the line's own text. */
function hideInJson(line: string, secrets: readonly string[]): string {
  if (!secrets.some((secret) => line.includes(secret))) return line;
  const hideValue = (name: string, value: unknown) =>
    typeof value === 'string' && !OWN_FIELDS.has(name) ? hideIn(value, secrets) : value;
  return JSON.stringify(JSON.parse(line, hideValue));
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

/** Makes an error's fields visible to JSON.stringify, which writes an Error as `{}`. */
function plainError(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return Object.assign({ name, message }, value, { stack, cause });
}
