import { readFileSync } from 'node:fs';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { noRedis } from '#root/config/redis.js';
import { loadConfig, variableNames } from '#root/config.js';
import { findProgram } from '#root/process/find-program.js';
import { stepNames } from '#root/queue/definitions/index.js';

const service = z.object({
  command: z.string().optional(),
  image: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  mem_limit: z.string(),
  cpus: z.union([z.number(), z.string()]),
  pids_limit: z.number().optional(),
  restart: z.enum(['no', 'unless-stopped']),
  profiles: z.array(z.string()).default([]),
  healthcheck: z.union([z.object({ test: z.string() }), z.object({ disable: z.literal(true) })]).optional(),
  volumes: z.array(z.string()).default([]),
  depends_on: z.union([z.record(z.string(), z.object({ condition: z.string() })), z.tuple([])]).default({}),
  stop_grace_period: z.string().optional(),
  ports: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.unknown()).optional(),
});
const { services } = z
  .object({ services: z.record(z.string(), service) })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }));

const expandedSchema = z.object({
  services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.unknown()).optional() })),
});
const compose = await findProgram(['docker-compose'], process.env.PATH ?? '');
const named = Object.entries(services);
const isPermanent = (name: string) => services[name]?.restart === 'unless-stopped';

/** Returns the services that must be ready before this one starts. */
function requiredBy(name: string): string[] {
  return Object.keys(services[name]?.depends_on ?? {}).flatMap((needed) => [needed, ...requiredBy(needed)]);
}

describe('docker-compose.yml', () => {
  test.each(stepNames)('has a service for the step %s, with time to hand over its work', (step) => {
    const { shutdownGraceMs } = loadConfig({ env: { DATABASE_URL: 'postgresql://localhost/any' } });
    expect(services[step]?.command).toBe(`worker --queues=${step}`);
    expect(Number.parseInt(services[step]?.stop_grace_period ?? '', 10) * 1_000).toBeGreaterThan(shutdownGraceMs);
  });

  test.each(named)('gives %s no unnecessary privilege', (_name, given) => {
    expect(given).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  });

  test.each(named)('limits the memory and the processors of %s', (_name, { mem_limit, cpus, pids_limit }) => {
    expect(mem_limit).toMatch(/^\d+[mg]$/);
    expect(String(cpus)).toMatch(/^(\$\{[A-Z_]+:-)?[1-9]\d*\}?$/);
    expect(pids_limit).toBeGreaterThan(0);
  });

  test.each(named.filter(([name]) => isPermanent(name)))('checks the health of %s', (_name, { image, healthcheck }) => {
    const own = healthcheck !== undefined && 'test' in healthcheck;
    expect(own || (image === 'zdravitsa' && healthcheck === undefined)).toBe(true);
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^HEALTHCHECK .*CMD /m);
  });

  test.each(named)(
    'starts %s after its dependencies are healthy or have completed',
    (name, { depends_on, environment, volumes }) => {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        expect(condition).toBe(isPermanent(needed) ? 'service_healthy' : 'service_completed_successfully');
      }
      const required = requiredBy(name);
      if (volumes.includes('secrets:/run/secrets:ro')) expect(required).toContain('secrets');
      if (environment?.DATABASE_URL !== undefined) expect(required).toContain('postgres');
      if (environment?.DATABASE_URL !== undefined && isPermanent(name))
        expect(required).toEqual(expect.arrayContaining(['redis', 'migrate']));
    },
  );

  test('starts an S3 store and monitoring only in their profiles', () => {
    const optional = named
      .filter(([, { profiles }]) => profiles.length > 0)
      .map(([name, { profiles }]) => [name, profiles]);
    expect(Object.fromEntries(optional)).toEqual({ s3: ['s3'], prometheus: ['monitoring'], grafana: ['monitoring'] });
    // A service whose dependency is not started would not start either.
    for (const [name, { profiles }] of named) {
      for (const needed of requiredBy(name)) expect([[], profiles]).toContainEqual(services[needed]?.profiles);
    }
  });

  test('passes on the variables of another Redis, except the address of its own', () => {
    const given = Object.keys(services.greeting?.environment ?? {});
    const ofOthers = Object.keys(noRedis).filter((name) => name !== 'REDIS_PORT');
    expect(given).toEqual(expect.arrayContaining(ofOthers));
  });

  test('has all of its long-running processes scraped by Prometheus', () => {
    const { scrape_configs } = parse(readFileSync('deploy/monitoring/prometheus.yml', 'utf8'));
    const scraped = scrape_configs[0].dns_sd_configs[0].names;
    const processes = named.filter(([name, { image }]) => image === 'zdravitsa' && isPermanent(name));
    expect(scraped.toSorted()).toEqual(processes.map(([name]) => name).toSorted());
  });

  test('publishes only the board and the API, on loopback', () => {
    const published = named.filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['board', 'api']);
    for (const [, { ports }] of published) expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });
});

describe.skipIf(compose === undefined)('the expansion by docker-compose (skipped if it is not installed)', () => {
  test('contains no secret', () => {
    // An operator's first file. Not .env, which may contain a secret.
    const args = ['--env-file', 'deploy/env.example', '--profile', 's3', '--profile', 'monitoring', 'config'];
    const env = { PATH: process.env.PATH, DOCKER_CONFIG: '/nowhere' };
    const { stdout } = execaSync(compose ?? '', args, { env, extendEnv: false });
    const expanded = expandedSchema.parse(parse(stdout)).services;
    expect(Object.keys(expanded).sort()).toEqual(Object.keys(services).sort());
    const given = Object.values(expanded).flatMap(({ environment }) => Object.entries(environment ?? {}));
    const secrets = given.filter(([name]) => /PASSWORD|TOKEN|KEY/.test(name));
    expect(new Set(secrets.map(([, value]) => value))).toEqual(new Set(['', '/run/secrets/BOARD_PASSWORD']));
    expect(stdout).not.toMatch(/:\/\/[^/\s@]*:[^/\s@]+@/);
  });
});

test('all variables for operators reach the containers', () => {
  const passed = [services.tts, services.board, services.bot, services.api].flatMap((given) =>
    Object.keys(given?.environment ?? {}),
  );
  // A container has no loopback of its own users.
  const ofDevelopment = ['API_KEYLESS'];
  // The image sets these itself. Secrets come from the volume. SHUTDOWN_GRACE_MS depends on the containers' grace period.
  const ofImage = ['PATH', 'FFMPEG_PATH', 'HEALTH_PORT', 'STORAGE_DIR', 'DELIVERY_DIR', 'VOICES_DIR', 'REDIS_PORT'];
  const secrets = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  expect(variableNames.filter((name) => !passed.includes(name)).sort()).toEqual(
    [...ofDevelopment, ...ofImage, ...secrets, 'SHUTDOWN_GRACE_MS'].sort(),
  );
});

test('deploy/env.example names the variables that the configuration reads, and no others', () => {
  const variables = Array.from(
    readFileSync('deploy/env.example', 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm),
    ([, name]) => name,
  );
  expect(variableNames.length).toBeGreaterThan(40);
  expect(variables.sort()).toEqual(variableNames.filter((name) => name !== 'PATH').sort());
});
