import { describe, expect, test } from 'vitest';
import { forgetPostgresVariables, loadConfig } from '#root/config.js';

const required = { DATABASE_URL: 'postgresql://user:p%40ss@127.0.0.1:5432/db' };

describe('configuration', () => {
  test('has defaults for all variables except DATABASE_URL', () => {
    const config = loadConfig({ env: required });
    expect(config.redis).toEqual({ host: '127.0.0.1', port: 6379, password: undefined });
    expect(config.queues).toMatchObject({
      prefix: '{zdravitsa}',
      lockDurationMs: 15_000,
      stalledIntervalMs: 5_000,
      attempts: 5,
    });
  });

  test('names every wrong and missing variable at once', () => {
    const load = () => loadConfig({ env: { REDIS_PORT: 'x', LOG_LEVEL: 'loud', DELIVERY: 'pigeon' } });
    for (const name of ['DATABASE_URL', 'REDIS_PORT', 'LOG_LEVEL', 'DELIVERY']) expect(load).toThrow(name);
    const cluster = { REDIS_CLUSTER_NODES: 'redis:7000', QUEUE_PREFIX: 'untagged' };
    const loadMore = () => loadConfig({ env: { DELIVERY: 'telegram', STORAGE: 's3', ...cluster } });
    for (const name of ['DATABASE_URL', 'BOT_TOKEN', 'QUEUE_PREFIX', 'S3_BUCKET']) expect(loadMore).toThrow(name);
  });

  test("refuses a schema in DATABASE_URL, unless it is the tables' own", () => {
    const load = (schema: string) =>
      loadConfig({ env: { DATABASE_URL: `postgresql://user@host/db?schema=${schema}` } });
    expect(() => load('other')).toThrow('DATABASE_URL: names a schema');
    expect(load('public').databaseUrl).toContain('schema=public');
  });

  test('refuses a DATABASE_URL that cannot be decoded', () => {
    const load = () => loadConfig({ env: { DATABASE_URL: 'postgresql://user:100%@host/db' } });
    expect(load).toThrow('DATABASE_URL: has a %');
  });

  test.each(['garbage', 'mysql://host/db'])('refuses the DATABASE_URL %s', (url) => {
    expect(() => loadConfig({ env: { DATABASE_URL: url } })).toThrow(
      /^Wrong or missing variables:\n {2}DATABASE_URL: /,
    );
  });

  test("forgets the variables of PostgreSQL's own programs, and no others", () => {
    const env = { PGSSLMODE: 'require', PG_COLOR: 'always', PGOPTIONS: '', PAGER: 'less', XPGHOST: 'x', PG2: 'y' };
    forgetPostgresVariables({ env });
    expect(env).toEqual({ PAGER: 'less', XPGHOST: 'x', PG2: 'y' });
  });

  test('takes the key of a speech service as it was copied, and refuses what no key is without quoting it', () => {
    const load = (key: string) => loadConfig({ env: { ...required, OPENAI_API_KEY: key } });
    for (const copied of [' sk-1\n', 'Bearer sk-1']) expect(load(copied).speech.openai.key).toBe('sk-1');
    expect(load('sk-1').secrets).toContain('sk-1');
    for (const wrong of ['sk-ключ', 'sk 1', 'sk-1\nsk-2']) {
      expect(() => load(wrong)).toThrow(/OPENAI_API_KEY: has characters that no key has$/);
    }
  });

  test('refuses the address of a speech service that contains a login', () => {
    const load = (url: string) => loadConfig({ env: { ...required, OPENAI_BASE_URL: url } }).speech.openai.baseUrl;
    expect(load('http://host:8880/v1/')).toBe('http://host:8880/v1');
    expect(() => load('http://user:pass@host/v1')).toThrow(/OPENAI_BASE_URL: contains a user[^:@]*$/);
    expect(() => load('host/v1')).toThrow('OPENAI_BASE_URL');
  });

  test('treats an empty value as absent', () => {
    expect(loadConfig({ env: { ...required, REDIS_PORT: '' } }).redis.port).toBe(6379);
    expect(() => loadConfig({ env: { DATABASE_URL: '' } })).toThrow('DATABASE_URL');
  });

  test('delivers to the chat if there is a bot, otherwise to the folder', () => {
    expect(loadConfig({ env: required }).delivery.channel).toBe('folder');
    expect(loadConfig({ env: { ...required, BOT_TOKEN: '1:a' } }).delivery.channel).toBe('telegram');
    expect(() => loadConfig({ env: { ...required, DELIVERY: 'telegram' } })).toThrow('BOT_TOKEN');
  });

  test('needs an address for a webhook, and derives a secret that is never printed', () => {
    const bot = { ...required, BOT_TOKEN: '1:a', BOT_SOURCE: 'webhook' };
    expect(() => loadConfig({ env: bot })).toThrow('BOT_WEBHOOK_URL: is required if BOT_SOURCE is webhook');
    const load = (changed: object) =>
      loadConfig({ env: { ...bot, BOT_WEBHOOK_URL: 'https://bot.example', ...changed } });
    const secretWith = (changed: object) => load(changed).bot.webhook?.secret;
    expect(secretWith({})).toMatch(/^[0-9a-f]{64}$/);
    expect(load({}).secrets).toContain(secretWith({}));
    expect(secretWith({ BOT_TOKEN: '1:b' })).not.toBe(secretWith({}));
    expect(secretWith({ BOT_WEBHOOK_SECRET: 'own' })).toBe('own');
    expect(load({ BOT_SOURCE: 'polling' }).bot.webhook).toBeUndefined();
    expect(() => load({ BOT_WEBHOOK_SECRET: 'a b' })).toThrow('BOT_WEBHOOK_SECRET');
    expect(() => load({ BOT_WEBHOOK_URL: 'bot.example' })).toThrow('BOT_WEBHOOK_URL');
  });

  test('traces only if the standard variables of OpenTelemetry name a collector', () => {
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(loadConfig({ env: required }).tracing.endpoint).toBeUndefined();
    expect(loadConfig({ env: { ...required, ...endpoint } }).tracing.endpoint).toBe('http://collector:4318');
    expect(
      loadConfig({ env: { ...required, ...endpoint, OTEL_SDK_DISABLED: 'true' } }).tracing.endpoint,
    ).toBeUndefined();
  });

  test('names missing variables of S3 together with all other errors', () => {
    const load = (env: NodeJS.ProcessEnv) => () => loadConfig({ env: { ...required, STORAGE: 's3', ...env } });
    for (const name of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'LOG_LEVEL']) {
      expect(load({ LOG_LEVEL: 'loud' })).toThrow(name);
    }
    const access = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 's3cret' };
    expect(load({ ...access, S3_ENDPOINT: 'ftp://store', S3_BUCKET: 'b' })).toThrow('S3_ENDPOINT');
    const { storage, secrets } = load({ ...access, S3_ENDPOINT: 'http://store:9000', S3_BUCKET: 'b' })();
    expect(storage.s3).toMatchObject({ region: 'us-east-1', bucket: 'b', accessKeyId: 'id' });
    expect(secrets).toContain('s3cret');
    expect(loadConfig({ env: required }).storage).toMatchObject({ kind: 'local', s3: undefined });
  });

  test('lists the secrets', () => {
    const { secrets } = loadConfig({ env: { ...required, BOT_TOKEN: '1:abc', REDIS_PASSWORD: 'r' } });
    expect(secrets).toEqual(['1:abc', 'r', 'p@ss']);
  });

  test('refuses Redis variables that cannot be combined, and names each', () => {
    const cluster = { REDIS_CLUSTER_NODES: '10.0.0.1:7000, redis-2:7000,[::1]:7002' };
    const sentinels = { REDIS_SENTINELS: '127.0.0.1:26379', REDIS_SENTINEL_NAME: 'main' };
    const load = (env: NodeJS.ProcessEnv) => loadConfig({ env: { ...required, ...env } });
    expect(load(cluster).redis.clusterNodes).toEqual([
      { host: '10.0.0.1', port: 7000 },
      { host: 'redis-2', port: 7000 },
      { host: '::1', port: 7002 },
    ]);
    expect(load(sentinels).redis.sentinel).toMatchObject({ name: 'main', nodes: [{ host: '127.0.0.1', port: 26379 }] });

    expect(() => load({ REDIS_CLUSTER_NODES: 'redis-1,redis-2:7000' })).toThrow('"redis-1" is not host:port');
    expect(() => load({ REDIS_CLUSTER_NODES: 'redis-1:70000' })).toThrow('REDIS_CLUSTER_NODES');
    expect(() => load({ ...cluster, ...sentinels })).toThrow(
      'REDIS_SENTINELS: cannot be combined with REDIS_CLUSTER_NODES',
    );
    expect(() => load({ REDIS_SENTINELS: '127.0.0.1:26379' })).toThrow('REDIS_SENTINEL_NAME: is required');
    expect(() => load({ REDIS_SENTINEL_NAME: 'main' })).toThrow('REDIS_SENTINEL_NAME: requires REDIS_SENTINELS');
    expect(() => load({ REDIS_USERNAME: 'worker' })).toThrow('REDIS_PASSWORD: is required');
    expect(() => load({ REDIS_TLS: 'yes' })).toThrow('REDIS_TLS');
    expect(() => load({ REDIS_TLS_CA_FILE: 'package.json' })).toThrow('REDIS_TLS_CA_FILE: requires REDIS_TLS=true');
    expect(() => load({ REDIS_TLS: 'true', REDIS_TLS_CA_FILE: 'none.pem' })).toThrow('cannot be read (ENOENT)');
    for (const prefix of ['zdravitsa', '{}zdravitsa', 'zdravitsa}', '{zdravitsa']) {
      expect(() => load({ ...cluster, QUEUE_PREFIX: prefix })).toThrow('QUEUE_PREFIX: requires a hash tag');
      expect(load({ QUEUE_PREFIX: prefix }).queues.prefix).toBe(prefix);
    }
  });

  test('ignores the Redis of the environment if a command started its own', () => {
    const env = { ...required, REDIS_CLUSTER_NODES: '10.0.0.1:7000', REDIS_TLS: 'true', REDIS_PASSWORD: 'r' };
    const overrides = { REDIS_HOST: '127.0.0.1', REDIS_PORT: '7' };
    expect(loadConfig({ env, overrides }).redis).toEqual({ host: '127.0.0.1', port: 7 });
  });
});

test.each([
  ['https://api.telegram.org/', 'https://api.telegram.org'],
  ['http://bot-api:8081//', 'http://bot-api:8081'],
  ['bot-api.example/path/', 'https://bot-api.example/path'],
])('TELEGRAM_API_ROOT %s is read as %s', (given, read) => {
  expect(loadConfig({ env: { ...required, TELEGRAM_API_ROOT: given } }).telegram.apiRoot).toBe(read);
});
