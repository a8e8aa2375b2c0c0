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

describe('deploy/env.example', () => {
  test('names no variable that the configuration does not read', () => {
    const known = ['src/config.ts', 'src/redis-variables.ts'].map((file) => readFileSync(file, 'utf8')).join('\n');
    const named = [...readFileSync('deploy/env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !name.startsWith('OTEL_') && !new RegExp(`\\b${name}\\b`).test(known))).toEqual([]);
  });
});
