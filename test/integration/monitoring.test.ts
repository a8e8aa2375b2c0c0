import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { createInboxMetrics } from '#root/metrics/inbox-metrics.js';
import { createMachineMetrics } from '#root/metrics/machine-metrics.js';
import { createMetrics } from '#root/metrics/metrics.js';
import { createQueueMetrics } from '#root/metrics/queue-metrics.js';
import { createServiceMetrics } from '#root/metrics/service-metrics.js';
import { findPrometheus } from '../helpers/prometheus.js';

const cwd = fileURLToPath(new URL('../../deploy/monitoring', import.meta.url));
const read = (name: string) => readFile(`${cwd}/${name}`, 'utf8');
const promtool = (await findPrometheus('promtool')) ?? '';

/** Returns the names of all metrics that a process can report. */
async function metricNames(): Promise<string[]> {
  const { registry, watchProcess } = createMetrics();
  watchProcess();
  const counts = { waiting: 0, active: 0, delayed: 0, failed: 0 };
  createServiceMetrics({ registry, readiness: async () => ({ services: {} }) });
  createMachineMetrics({ registry, dirs: {} });
  createInboxMetrics({ registry, inbox: { oldestSeconds: async () => 0 } });
  const backlog = async () => ({ counts, oldestWaitingMs: 0 });
  createQueueMetrics({
    registry,
    backlog,
    videoJobs: { countStuck: async () => 0 },
    webhooks: { oldestDueSeconds: async () => 0 },
  });
  return registry.getMetricsAsArray().map(({ name }) => name);
}

describe('monitoring', () => {
  test.each(['rules.yml', 'grafana/dashboards/zdravitsa.json'])(
    '%s asks only for metrics that a process reports',
    async (file) => {
      const queried = (await read(file)).match(/\b(zdravitsa|process)_\w+/g) ?? [];
      const names = queried.map((name) => name.replace(/_(bucket|count|sum)$/, ''));
      expect(names.length).toBeGreaterThan(10);
      const reported = await metricNames();
      expect([...new Set(names)].filter((name) => !reported.includes(name))).toEqual([]);
    },
  );

  test('every panel of the dashboard reads the data source that is provisioned', async () => {
    const dashboard = JSON.parse(await read('grafana/dashboards/zdravitsa.json'));
    const panels = dashboard.panels.filter(({ type }: { type: string }) => type !== 'row');
    expect(panels.length).toBeGreaterThan(20);
    const uid = /uid: (\S+)/.exec(await read('grafana/datasources/prometheus.yml'))?.[1];
    for (const panel of panels) expect(panel.datasource).toEqual({ type: 'prometheus', uid });
  });

  test('every alert has a test in which it fires', async () => {
    const alerts = Array.from((await read('rules.yml')).matchAll(/- alert: (\w+)/g), ([, name]) => name);
    const fired = Array.from(
      (await read('rules.test.yml')).matchAll(/alertname: (\w+)\s+eval_time: \w+\s+exp_alerts:\s+- exp_labels/g),
      ([, name]) => name,
    );
    expect(alerts.length).toBeGreaterThan(6);
    expect(new Set(fired)).toEqual(new Set(alerts));
  });
});

describe.skipIf(promtool === '')('promtool (skipped if it cannot be installed)', () => {
  test.each([
    ['accepts the configuration and the rules', ['check', 'config', 'prometheus.yml']],
    ['fires every alert when it should, and none when all is well', ['test', 'rules', 'rules.test.yml']],
  ])('%s', async (_, args) => {
    const { exitCode, all } = await execa(promtool, args, { cwd, all: true, reject: false });
    expect(exitCode, all).toBe(0);
  });

  test('accepts every query of the dashboard', async () => {
    const { panels } = JSON.parse(await read('grafana/dashboards/zdravitsa.json'));
    const queries: string[] = panels.flatMap(({ targets = [] }: { targets?: { expr: string }[] }) =>
      targets.map(({ expr }) => expr),
    );
    const rules = queries.map((expr, index) => ({ record: `dashboard:${index}`, expr }));
    const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    const file = join(dir, 'queries.yml');
    // Any JSON is YAML.
    await writeFile(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    const { exitCode, all } = await execa(promtool, ['check', 'rules', file], { all: true, reject: false });
    await rm(dir, { recursive: true });
    expect(exitCode, all).toBe(0);
  });
});
