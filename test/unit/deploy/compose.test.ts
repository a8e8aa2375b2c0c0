import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadConfig } from '#root/config.js';
import { stepNames } from '#root/queue/definitions/index.js';
import { noRedis } from '#root/redis-variables.js';

const service = z.object({
  command: z.string().optional(),
  image: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  mem_limit: z.string(),
  stop_grace_period: z.string().optional(),
  ports: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.unknown()).optional(),
});
const { services } = z
  .object({ services: z.record(z.string(), service) })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }));

describe('docker-compose.yml', () => {
  test.each(stepNames)('has a service for the step %s, with time to hand its work over', (step) => {
    const { shutdownGraceMs } = loadConfig({ env: { DATABASE_URL: 'postgresql://localhost/any' } });
    expect(services[step]?.command).toBe(`worker --queues=${step}`);
    expect(Number.parseInt(services[step]?.stop_grace_period ?? '', 10) * 1_000).toBeGreaterThan(shutdownGraceMs);
  });

  test.each(Object.entries(services))('gives %s no right that it does not need', (_name, given) => {
    expect(given).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  });

  test('passes on all that says where Redis is, but for the place of its own', () => {
    const given = Object.keys(services.greeting?.environment ?? {});
    const elsewhere = Object.keys(noRedis).filter((name) => name !== 'REDIS_PORT');
    expect(given).toEqual(expect.arrayContaining(elsewhere));
  });

  test('publishes the board alone, on loopback', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['board']);
    expect(services.board?.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });
});

/** The names of all variables that the configuration reads. */
const known = ['src/config.ts', 'src/redis-variables.ts'].flatMap((file) =>
  Array.from(readFileSync(file, 'utf8').matchAll(/^ {2,4}([A-Z][A-Z0-9_]+): /gm), ([, name]) => name ?? ''),
);

test('what an operator may set reaches the containers', () => {
  const passed = [services.tts, services.board].flatMap((given) => Object.keys(given?.environment ?? {}));
  // The image has its own; a secret comes from the volume; for a longer grace period the containers' has to be longer too.
  const others = ['PATH', 'FFMPEG_PATH', 'HEALTH_PORT', 'STORAGE_DIR', 'DELIVERY_DIR', 'REDIS_PORT'];
  const secrets = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  expect(known.filter((name) => !passed.includes(name)).sort()).toEqual(
    [...others, ...secrets, 'SHUTDOWN_GRACE_MS'].sort(),
  );
});

test('deploy/env.example names the variables that the configuration reads, and no others', () => {
  const named = Array.from(
    readFileSync('deploy/env.example', 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm),
    ([, name]) => name,
  );
  expect(known.length).toBeGreaterThan(40);
  expect(named.sort()).toEqual(known.filter((name) => name !== 'PATH').sort());
});
