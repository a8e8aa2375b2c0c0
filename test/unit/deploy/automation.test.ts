import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const step = z.object({ uses: z.string().optional(), run: z.string().optional() });
const job = z.object({
  'runs-on': z.string(),
  strategy: z.object({ matrix: z.object({ node: z.array(z.number()) }) }).optional(),
  steps: z.array(step),
});
const { jobs } = z
  .object({ jobs: z.record(z.string(), job) })
  .parse(parse(readFileSync('.github/workflows/ci.yml', 'utf8')));

const { engines, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const oldest = /(\d+)\.(\d+)/.exec(engines.node)?.[0] ?? '';

describe('CI', () => {
  test('runs the command of the README with every supported version of Node on Linux', () => {
    expect(jobs.linux?.strategy?.matrix.node).toEqual([20, 22, 24]);
    expect(jobs.linux?.steps.at(-1)?.run).toBe('npm run test:all -- --coverage');
    expect(readFileSync('README.md', 'utf8')).toContain('npm run test:all');
    expect(jobs.linux?.['runs-on']).toMatch(/^ubuntu/);
  });

  test('runs the unit tests on macOS', () => {
    expect(jobs.macos?.['runs-on']).toMatch(/^macos/);
    expect(jobs.macos?.steps.at(-1)?.run).toBe('npx vitest run test/unit');
  });

  test('pins actions by their major version, and runs npm commands that exist', () => {
    const steps = Object.values(jobs).flatMap(({ steps }) => steps);
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
    const commands = steps.flatMap(({ run }) => /^npm run (\S+)/.exec(run ?? '')?.[1] ?? []);
    expect(commands.filter((command) => scripts[command] === undefined)).toEqual([]);
  });
});

describe('the oldest supported version of Node', () => {
  test('is the one of .nvmrc', () => {
    expect(readFileSync('.nvmrc', 'utf8').trim()).toBe(oldest.split('.')[0]);
  });

  test('holds for what Renovate offers', () => {
    const renovate = JSON.parse(readFileSync('renovate.json', 'utf8'));
    expect(renovate.constraints.node).toBe(`${oldest}.0`);
    expect(renovate.constraintsFiltering).toBe('strict');
  });
});
