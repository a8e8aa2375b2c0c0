import { z } from 'zod';
import { apiVariables, checkApi, toApi } from '#root/config/api.js';
import { boardVariables, toBoard } from '#root/config/board.js';
import { botVariables, checkBot, toBot } from '#root/config/bot.js';
import { databaseVariables, passwordOf } from '#root/config/database.js';
import { checkDelivery, deliveryVariables, toDelivery } from '#root/config/delivery.js';
import { milliseconds, port, type Refuse } from '#root/config/kinds.js';
import { proxyPasswords, proxyVariables, toProxies, usualProxies } from '#root/config/proxy.js';
import { queueVariables, toQueues } from '#root/config/queues.js';
import { checkRedis, noRedis, redisVariables, toRedis } from '#root/config/redis.js';
import { speechVariables, toSpeech } from '#root/config/speech.js';
import { speechSecrets } from '#root/config/speech-services.js';
import { checkStorage, storageVariables, toStorage } from '#root/config/storage.js';
import { telegramVariables, toTelegram } from '#root/config/telegram.js';
import { toTracing, tracingVariables } from '#root/config/tracing.js';
import { SetupError } from '#root/errors.js';

const variables = {
  ...telegramVariables,
  ...botVariables,
  ...redisVariables,
  ...databaseVariables,
  ...deliveryVariables,
  ...storageVariables,
  ...queueVariables,
  ...boardVariables,
  ...apiVariables,
  ...tracingVariables,
  ...proxyVariables,
  ...speechVariables,
  FFMPEG_PATH: z.string().optional(),
  PATH: z.string().default(''),
  ARTIFACT_TTL_DAYS: z.coerce.number().positive().default(30),
  SHUTDOWN_GRACE_MS: milliseconds.default(10_000),
  HEALTH_PORT: port.optional(),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly']).default('info'),
};

/** Names of all variables that the configuration reads. */
export const variableNames = Object.keys(variables);

const schema = z.object(variables).superRefine(
  (env, context) => {
    const refuse: Refuse = (name, message) => context.addIssue({ code: 'custom', path: [name], message });
    for (const check of [checkApi, checkBot, checkDelivery, checkRedis, checkStorage]) check(env, refuse);
  },
  // Runs these checks even if a single variable is invalid, so that all errors are reported at once.
  { when: () => true },
);

export type Config = ReturnType<typeof loadConfig>;

export interface ConfigSources {
  /** Values that win over the environment, e.g. the address of a service that the command started. */
  overrides?: NodeJS.ProcessEnv;
  /** Values for variables that the environment does not set. */
  defaults?: NodeJS.ProcessEnv;
  env?: NodeJS.ProcessEnv;
}

/**
 * Reads the configuration from environment variables; an empty value counts as absent. Throws `SetupError`
 * (CONFIG_INVALID) that names every wrong or missing variable at once.
 */
export function loadConfig({ overrides = {}, defaults = {}, env = process.env }: ConfigSources = {}) {
  // The environment's login and TLS settings do not apply to a Redis that the command started.
  const ownRedis = overrides.REDIS_HOST === undefined ? {} : noRedis;
  const given = { ...defaults, ...withoutEmpty(usualProxies(env)), ...withoutEmpty(env), ...ownRedis, ...overrides };
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new SetupError('CONFIG_INVALID', `Wrong or missing variables:\n${wrong.join('\n')}`);
  }
  return toConfig(parsed.data);
}

/**
 * Removes the variables of PostgreSQL's own programs, such as PGSSLMODE, from the environment of this process and of
 * those that it starts, or only those whose names match the pattern. The driver reads them if a URL says nothing.
 */
export function forgetPostgresVariables({ pattern = /^PG[A-Z_]+$/, env = process.env } = {}): void {
  for (const name of Object.keys(env).filter((name) => pattern.test(name))) delete env[name];
}

function toConfig(env: z.infer<typeof schema>) {
  return {
    logLevel: env.LOG_LEVEL,
    healthPort: env.HEALTH_PORT,
    tracing: toTracing(env),
    proxies: toProxies(env),
    board: toBoard(env),
    api: toApi(env),
    telegram: toTelegram(env),
    bot: toBot(env),
    redis: toRedis(env),
    databaseUrl: env.DATABASE_URL,
    delivery: toDelivery(env),
    storage: toStorage(env),
    speech: toSpeech(env),
    ffmpegPath: env.FFMPEG_PATH,
    /** Folders in which programs are looked for, as in PATH. */
    searchPath: env.PATH,
    queues: toQueues(env),
    artifactTtlMs: env.ARTIFACT_TTL_DAYS * 24 * 3_600_000,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    /** Values that must never be printed. */
    secrets: [
      env.BOT_TOKEN,
      toBot(env).webhook?.secret,
      env.REDIS_PASSWORD,
      env.REDIS_SENTINEL_PASSWORD,
      env.BOARD_PASSWORD,
      env.API_SECRET,
      env.S3_SECRET_ACCESS_KEY,
      passwordOf(env.DATABASE_URL),
      ...speechSecrets(env),
      ...proxyPasswords(toProxies(env)),
    ].filter((secret) => secret !== undefined),
  };
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}
