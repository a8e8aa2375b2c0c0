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
const lasts = (name: string) => services[name]?.restart === 'unless-stopped';

/** All that has to be there before a service starts. */
function waitedFor(name: string): string[] {
  return Object.keys(services[name]?.depends_on ?? {}).flatMap((needed) => [needed, ...waitedFor(needed)]);
}

describe('docker-compose.yml', () => {
  test.each(stepNames)('has a service for the step %s, with time to hand its work over', (step) => {
    const { shutdownGraceMs } = loadConfig({ env: { DATABASE_URL: 'postgresql://localhost/any' } });
    expect(services[step]?.command).toBe(`worker --queues=${step}`);
    expect(Number.parseInt(services[step]?.stop_grace_period ?? '', 10) * 1_000).toBeGreaterThan(shutdownGraceMs);
  });

  test.each(named)('gives %s no right that it does not need', (_name, given) => {
    expect(given).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  });

  test.each(named)('limits the memory and the processors of %s', (_name, { mem_limit, cpus, pids_limit }) => {
    expect(mem_limit).toMatch(/^\d+[mg]$/);
    expect(String(cpus)).toMatch(/^(\$\{[A-Z_]+:-)?[1-9]\d*\}?$/);
    expect(pids_limit).toBeGreaterThan(0);
  });

  test.each(named.filter(([name]) => lasts(name)))('knows whether %s is well', (_name, { image, healthcheck }) => {
    const own = healthcheck !== undefined && 'test' in healthcheck;
    expect(own || (image === 'zdravitsa' && healthcheck === undefined)).toBe(true);
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^HEALTHCHECK .*CMD /m);
  });

  test.each(named)('starts %s once what it needs is well, or done', (name, { depends_on, environment, volumes }) => {
    for (const [needed, { condition }] of Object.entries(depends_on)) {
      expect(condition).toBe(lasts(needed) ? 'service_healthy' : 'service_completed_successfully');
    }
    const awaited = waitedFor(name);
    if (volumes.includes('secrets:/run/secrets:ro')) expect(awaited).toContain('secrets');
    if (environment?.DATABASE_URL !== undefined) expect(awaited).toContain('postgres');
    if (environment?.DATABASE_URL !== undefined && lasts(name))
      expect(awaited).toEqual(expect.arrayContaining(['redis', 'migrate']));
  });

  test('leaves a store, and what monitors, to who asks for them', () => {
    const asked = named
      .filter(([, { profiles }]) => profiles.length > 0)
      .map(([name, { profiles }]) => [name, profiles]);
    expect(Object.fromEntries(asked)).toEqual({ s3: ['s3'], prometheus: ['monitoring'], grafana: ['monitoring'] });
    // One that waits for what is not started would not start either.
    for (const [name, { profiles }] of named) {
      for (const needed of waitedFor(name)) expect([[], profiles]).toContainEqual(services[needed]?.profiles);
    }
  });

  test('passes on all that says where Redis is, but for the place of its own', () => {
    const given = Object.keys(services.greeting?.environment ?? {});
    const elsewhere = Object.keys(noRedis).filter((name) => name !== 'REDIS_PORT');
    expect(given).toEqual(expect.arrayContaining(elsewhere));
  });

  test('publishes the board alone, on loopback', () => {
    const published = named.filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['board']);
    expect(services.board?.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });
});

describe.skipIf(compose === undefined)('what docker-compose makes of it (skipped where it is not installed)', () => {
  test('has no secret', () => {
    // As an operator begins; not the file .env, which may have one.
    const args = ['--env-file', 'deploy/env.example', '--profile', 's3', '--profile', 'monitoring', 'config'];
    const env = { PATH: process.env.PATH, DOCKER_CONFIG: '/nowhere' };
    const { stdout } = execaSync(compose ?? '', args, { env, extendEnv: false });
    const expanded = expandedSchema.parse(parse(stdout)).services;
    expect(Object.keys(expanded).sort()).toEqual(Object.keys(services).sort());
    const given = Object.values(expanded).flatMap(({ environment }) => Object.entries(environment ?? {}));
    const secret = given.filter(([name]) => /PASSWORD|TOKEN|KEY/.test(name));
    expect(new Set(secret.map(([, value]) => value))).toEqual(new Set(['', '/run/secrets/BOARD_PASSWORD']));
    expect(stdout).not.toMatch(/:\/\/[^/\s@]*:[^/\s@]+@/);
  });
});

test('what an operator may set reaches the containers', () => {
  const passed = [services.tts, services.board].flatMap((given) => Object.keys(given?.environment ?? {}));
  // The image has its own; a secret comes from the volume; for a longer grace period the containers' has to be longer too.
  const others = ['PATH', 'FFMPEG_PATH', 'HEALTH_PORT', 'STORAGE_DIR', 'DELIVERY_DIR', 'REDIS_PORT'];
  const secrets = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  expect(variableNames.filter((name) => !passed.includes(name)).sort()).toEqual(
    [...others, ...secrets, 'SHUTDOWN_GRACE_MS'].sort(),
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
