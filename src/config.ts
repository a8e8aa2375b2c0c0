import { z } from 'zod';
import { SetupError } from '#root/errors.js';
import { checkRedisVariables, noRedis, redisVariables, toRedisAddress } from '#root/redis/variables.js';

/** Jobs of a queue that one process may run at once. */
export const MAX_CONCURRENCY = 256;

const port = z.coerce.number().int().min(1).max(65_535);
// Timers of Node take no more: https://nodejs.org/api/timers.html
const milliseconds = z.coerce.number().int().min(100).max(2_147_483_647);
const concurrency = z.coerce.number().int().min(1).max(MAX_CONCURRENCY);
const count = z.coerce.number().int().min(1);

const S3_NEEDED = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const variables = z
  .object({
    BOT_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]+$/, 'is not a bot token as BotFather gives it')
      .optional(),
    TELEGRAM_API_ROOT: z.url().default('https://api.telegram.org'),

    ...redisVariables,
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/ })
      .refine(isDecodable, 'has a % that begins no character code; a % itself is written %25'),

    DELIVERY: z.enum(['telegram', 'folder']).optional(),
    DELIVERY_DIR: z.string().default('out'),
    STORAGE: z.enum(['local', 's3']).default('local'),
    STORAGE_DIR: z.string().default('var/storage'),
    S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_BUCKET: z.string().optional(),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    S3_CACHE_BYTES: count.default(2 * 1024 ** 3),
    TTS_ENGINE: z.enum(['espeak']).default('espeak'),
    FFMPEG_PATH: z.string().optional(),
    PATH: z.string().default(''),

    TTS_CONCURRENCY: concurrency.default(2),
    MONTAGE_CONCURRENCY: concurrency.default(1),
    DELIVER_CONCURRENCY: concurrency.default(4),
    GREETING_CONCURRENCY: concurrency.default(8),

    LOCK_DURATION_MS: milliseconds.default(15_000),
    STALLED_INTERVAL_MS: milliseconds.default(5_000),
    MAX_STALLED_COUNT: count.default(1_000),
    STEP_ATTEMPTS: count.default(5),
    STEP_BACKOFF_MS: milliseconds.default(1_000),
    RECONCILE_INTERVAL_MS: milliseconds.default(10_000),
    GREETING_DEADLINE_MS: milliseconds.default(3_600_000),
    ARTIFACT_TTL_DAYS: z.coerce.number().positive().default(30),
    SHUTDOWN_GRACE_MS: milliseconds.default(10_000),

    BOARD_HOST: z.string().default('127.0.0.1'),
    BOARD_PORT: port.default(3_000),
    BOARD_USER: z.string().optional(),
    BOARD_PASSWORD: z.string().optional(),

    HEALTH_PORT: port.optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
    OTEL_SDK_DISABLED: z.string().optional(),
    LOG_LEVEL: z.enum(['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly']).default('info'),
  })
  // Also where others are wrong in themselves: all are named at once.
  .superRefine(
    (env, context) => {
      if (env.DELIVERY === 'telegram' && env.BOT_TOKEN === undefined) {
        context.addIssue({ code: 'custom', path: ['BOT_TOKEN'], message: 'is needed where DELIVERY is telegram' });
      }
      checkRedisVariables(env, context);
      checkS3(env, context);
    },
    { when: () => true },
  );

export type Config = ReturnType<typeof loadConfig>;

export interface ConfigSources {
  /** What a command sets whatever the environment says: the address of a service it started. */
  overrides?: NodeJS.ProcessEnv;
  /** What a command sets where the environment says nothing. */
  defaults?: NodeJS.ProcessEnv;
  env?: NodeJS.ProcessEnv;
}

/**
 * Reads the configuration from environment variables; an empty value counts as absent. Throws a SetupError that names
 * every wrong or missing variable at once.
 */
export function loadConfig({ overrides = {}, defaults = {}, env = process.env }: ConfigSources = {}) {
  // A Redis that the command started has nothing of the one that the environment names.
  const elsewhere = overrides.REDIS_HOST === undefined ? {} : noRedis;
  const given = { ...defaults, ...withoutEmpty(env), ...elsewhere, ...overrides };
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new SetupError('CONFIG_INVALID', `Wrong or missing variables:\n${wrong.join('\n')}`);
  }
  return toConfig(parsed.data);
}

function toConfig(env: z.infer<typeof variables>) {
  return {
    logLevel: env.LOG_LEVEL,
    healthPort: env.HEALTH_PORT,
    /** Where to, and everything else about it, OpenTelemetry reads for itself. */
    isTraced:
      (env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined &&
      env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true',
    board: { host: env.BOARD_HOST, port: env.BOARD_PORT, user: env.BOARD_USER, password: env.BOARD_PASSWORD },
    telegram: { token: env.BOT_TOKEN, apiRoot: env.TELEGRAM_API_ROOT },
    redis: toRedisAddress(env),
    databaseUrl: env.DATABASE_URL,
    delivery: {
      // With a bot at hand the chat is the natural place; without one there is only the folder.
      channel: env.DELIVERY ?? (env.BOT_TOKEN === undefined ? ('folder' as const) : ('telegram' as const)),
      dir: env.DELIVERY_DIR,
    },
    storage: { kind: env.STORAGE, dir: env.STORAGE_DIR, s3: toS3(env) },
    ttsEngine: env.TTS_ENGINE,
    ffmpegPath: env.FFMPEG_PATH,
    /** Where programs are looked for. */
    searchPath: env.PATH,
    queues: {
      prefix: env.QUEUE_PREFIX,
      concurrency: {
        tts: env.TTS_CONCURRENCY,
        montage: env.MONTAGE_CONCURRENCY,
        deliver: env.DELIVER_CONCURRENCY,
        greeting: env.GREETING_CONCURRENCY,
      },
      lockDurationMs: env.LOCK_DURATION_MS,
      stalledIntervalMs: env.STALLED_INTERVAL_MS,
      maxStalledCount: env.MAX_STALLED_COUNT,
      attempts: env.STEP_ATTEMPTS,
      backoffMs: env.STEP_BACKOFF_MS,
      reconcileIntervalMs: env.RECONCILE_INTERVAL_MS,
      deadlineMs: env.GREETING_DEADLINE_MS,
    },
    artifactTtlMs: env.ARTIFACT_TTL_DAYS * 24 * 3_600_000,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    /** What must never be printed. */
    secrets: [
      env.BOT_TOKEN,
      env.REDIS_PASSWORD,
      env.REDIS_SENTINEL_PASSWORD,
      env.BOARD_PASSWORD,
      env.S3_SECRET_ACCESS_KEY,
      passwordOf(env.DATABASE_URL),
    ].filter((secret) => secret !== undefined),
  };
}

function checkS3(env: { STORAGE: string; [name: string]: unknown }, context: z.RefinementCtx): void {
  if (env.STORAGE !== 's3') return;
  for (const name of S3_NEEDED.filter((needed) => env[needed] === undefined)) {
    context.addIssue({ code: 'custom', path: [name], message: 'is needed where STORAGE is s3' });
  }
}

function toS3(env: z.infer<typeof variables>) {
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket, S3_CACHE_BYTES: cacheBytes } = env;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (env.STORAGE !== 's3' || !endpoint || !bucket || !accessKeyId || !secretAccessKey) return undefined;
  return { endpoint, region, bucket, accessKeyId, secretAccessKey, cacheBytes };
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

function passwordOf(url: string): string | undefined {
  const { password } = new URL(url);
  return password === '' ? undefined : decodeURIComponent(password);
}
