import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Container } from '#root/app/container.js';
import { startStepWorkers } from '#root/app/start-workers.js';
import { startMonitor } from '#root/health/monitor.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { freePort } from '../helpers/free-port.js';
import { containerOf, makeGreeting } from '../helpers/make-greeting.js';
import { type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';
import { findPrometheus, startPrometheus } from '../helpers/prometheus.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';
const LEAVING = '403';
const WAIT = { timeout: 40_000, interval: 200 };
const BUSY_MACHINE_MS = 120_000;
const path = (await findPrometheus('prometheus')) ?? '';
const configDir = fileURLToPath(new URL('../../deploy/monitoring', import.meta.url));
const dashboard: { panels: { title: string; targets?: { expr: string }[] }[] } = JSON.parse(
  await readFile(join(configDir, 'grafana/dashboards/zdravitsa.json'), 'utf8'),
);
const questions = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr]));

/** Steps whose workers run in this process, as they would in their own. */
const steps = ['tts', 'montage', 'deliver'] as const;

/** Every other process: its service in docker-compose.yml, its command, and the log message at its start. */
const processes: [name: string, script: string, args: string[], started: string][] = [
  ['greeting', 'worker', ['--queues=greeting'], 'worker started'],
  ['bot', 'bot', [], 'bot started'],
  ['board', 'board', [], 'board started'],
  ['api', 'api', [], 'api started'],
];

describe.skipIf(path === '')('Prometheus, which npm test installs if the package manager has it,', () => {
  let dir: string;
  let server: BotApiServer;
  let variables: Record<string, string>;
  let prometheus: Awaited<ReturnType<typeof startPrometheus>>;
  const running: RunningProcess[] = [];
  const containers: Container[] = [];

  async function start(name: string, script: string, args: string[], started: string): Promise<[string, number]> {
    const port = await freePort();
    const process = runScript(script, args, { ...variables, HEALTH_PORT: String(port) });
    running.push(process);
    await waitForOutput(process, started);
    return [name, port];
  }

  async function startHere(step: (typeof steps)[number]): Promise<[string, number]> {
    const port = await freePort();
    const container = containerOf({ ...variables, HEALTH_PORT: String(port) });
    containers.push(container);
    await startMonitor(container, { workers: await startStepWorkers(container, { [step]: 1 }) });
    return [step, port];
  }

  const up = () => prometheus.query('up == 1');
  const value = async (query: string) => Number((await prometheus.query(query))[0]?.value[1]);

  async function greet(chat: string): Promise<void> {
    const before = await value('sum(zdravitsa_greetings_total) or vector(0)');
    await makeGreeting(containers[0] as Container, { to: 'Анна', text: 'Ура!', chatId: chat });
    await fetch(`http://127.0.0.1:${variables.API_PORT}/v1/openapi.json`);
    await vi.waitFor(async () => expect(await value('sum(zdravitsa_greetings_total)')).toBe(before + 1), WAIT);
  }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    server = await startBotApiServer({
      token: TOKEN,
      stateOf: (chatId) => (chatId === LEAVING ? 'blocked' : 'open'),
    });
    variables = {
      ...(await freshVariables()),
      STORAGE_DIR: join(dir, 'storage'),
      BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: server.apiRoot,
      BOARD_PORT: String(await freePort()),
      API_PORT: String(await freePort()),
      BOARD_USER: 'operator',
      BOARD_PASSWORD: 'secret',
    };
    const starts = [...steps.map(startHere), ...processes.map((process) => start(...process))];
    const ports = Object.fromEntries(await Promise.all(starts));
    prometheus = await startPrometheus({ path, configDir, dir: join(dir, 'prometheus'), ports });
    await vi.waitFor(async () => expect(await up()).toHaveLength(Object.keys(ports).length), WAIT);
  }, BUSY_MACHINE_MS);

  afterAll(async () => {
    for (const process of running) process.kill('SIGTERM');
    await Promise.all([...running, prometheus?.stop(), ...containers.map((container) => container.close())]);
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  test('reaches every process, and labels each with its component', async () => {
    const components = (await up()).map(({ metric }) => metric.component);
    expect(components.toSorted()).toEqual([...steps, ...processes.map(([name]) => name)].toSorted());
  });

  describe('after three greetings, the last to a user who has blocked the bot,', () => {
    beforeAll(async () => {
      await greet('7');
      await greet('7');
      await greet(LEAVING);
    }, BUSY_MACHINE_MS);

    test('has evaluated every rule', async () => {
      const { groups } = await prometheus.ask<{ groups: { rules: { health: string }[] }[] }>('rules');
      const rules = groups.flatMap((group) => group.rules);
      expect(rules.length).toBeGreaterThan(10);
      expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    });

    test('fires no alert', async () => {
      // The disks of the machine that runs the test may be full.
      await expect.poll(() => prometheus.query('ALERTS{alertname!~"Disk.*"}'), WAIT).toEqual([]);
    });

    test.each(questions)('returns values for the panel "%s": %s', async (_title, expr) => {
      // One process may have been scraped a moment earlier than another.
      await vi.waitFor(async () => {
        const answers = (await prometheus.query(expr)).map(({ value: [, answer] }) => Number(answer));
        expect(answers.length).toBeGreaterThan(0);
        expect(answers).not.toContain(Number.NaN);
      }, WAIT);
    });
  });
});
