import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { migrate } from '#root/db/migrate.js';
import { scopes } from '#root/jobs/api-keys.js';
import { createLogger } from '#root/logger.js';
import type { LedgerCall } from '../helpers/bot-api/ledger.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { createApiClient } from './api-client.js';
import { type Backing, startBacking } from './backing.js';
import { environment, LOCK_MS, stateOf, TOKEN, unreliable } from './environment.js';
import { apis, type Fleet, startFleet, workers } from './fleet.js';
import { processesOf, temporaryFiles } from './leftovers.js';
import { type Placed, place, retryWhileUnavailable } from './place.js';
import { type Order, type PlannedFault, planChaos, type Sharing } from './plan.js';
import { createRandom } from './random.js';
import { type ChaosReceiver, startReceiver } from './receiver.js';
import { type Evidence, isEnded, isToldOnce, judge, type Verdict } from './verdict.js';

export interface ChaosOptions {
  greetings: number;
  seed: number;
  sharing: Sharing;
  /** Existing directory for everything that the run writes. The caller removes it. */
  dir: string;
  onProgress?: (line: string) => void;
}

export interface ChaosResult extends Verdict {
  greetings: number;
  processesLeft: string[];
  filesLeft: string[];
  kills: number;
  apiKills: number;
  exits: number;
  quietSeconds: number;
  byHttp: number;
  /** Of the webhook. */
  messages: ReturnType<ChaosReceiver['counts']>;
}

// If no greeting ends for this long, the open ones are stuck.
const QUIET_LIMIT_MS = 120_000;
const POLL_MS = 500;
// A message that was refused twice comes again after 5 minutes.
const TOLD_LIMIT_MS = 400_000;
const API_PROCESSES = 2;
const KEY = { name: 'chaos', scopes: [...scopes], rate: 1_000_000, openMax: 1_000_000 };

/** Runs greetings while everything fails that can fail in a deployment, and returns their outcome. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { greetings, seed, sharing, dir, onProgress = () => {} } = options;
  const plan = planChaos({ greetings, seed, sharing });
  const kinds = new Map(plan.orders.map(({ chatId, kind }) => [chatId, kind]));
  const logger = createLogger({ level: 'error' });
  const backing = await startBacking(join(dir, 'services'));
  await migrate({ databaseUrl: backing.variables.DATABASE_URL, logger });
  const bot = await startBotApiServer({
    token: TOKEN,
    fault: unreliable(createRandom(seed + 1)),
    stateOf: (chatId) => stateOf(kinds.get(chatId)),
  });
  const env = await environment(dir, backing, bot);
  const container = createContainer({ config: loadConfig({ env }), logger });
  const { token } = await container.apiKeys.create(KEY);
  const receiver = await startReceiver(createRandom(seed + 2));
  const ports = await Promise.all(Array.from({ length: API_PROCESSES }, () => getPort()));
  const fleet = startFleet(workers(sharing), env, join(dir, 'logs'));
  const apiFleet = startFleet(apis(ports), env, join(dir, 'logs'));
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const api = createApiClient({ urls, token, webhookUrl: receiver.url });
  receiver.expect(await api.secret());
  try {
    const startedAt = performance.now();
    const jobs = new Map<Order, Placed>();
    let done = 0;
    const faulting = injectFaults(plan.faults, startedAt, { backing, fleet, apiFleet }, (fault) => {
      done += 1;
      onProgress(`fault ${done} of ${plan.faults.length}: ${fault.kind}`);
    });
    // It is awaited below. Until then a fault that could not be made must not end the run before everything is stopped.
    faulting.catch(() => {});
    await Promise.all(
      plan.orders.map(async (order) => jobs.set(order, await place(order, startedAt, { ...container, api }))),
    );
    const lastFaultAt = await faulting;
    await waitUntilEnded(container, jobs, onProgress);
    const quietSeconds = (performance.now() - lastFaultAt) / 1_000;

    const evidence = await untilTold(() => collect(container, jobs, { bot, receiver }), onProgress);
    await Promise.all([fleet.stop(), apiFleet.stop()]);
    await sleep(1_000);
    return {
      greetings,
      ...judge(evidence),
      processesLeft: await processesOf(dir),
      filesLeft: await temporaryFiles(join(dir, 'tmp'), join(dir, 'storage', '.aside')),
      kills: fleet.kills(),
      apiKills: apiFleet.kills(),
      exits: fleet.exits() + apiFleet.exits(),
      byHttp: plan.orders.filter(({ byHttp }) => byHttp).length,
      messages: receiver.counts(),
      quietSeconds,
    };
  } finally {
    await Promise.all([fleet.stop(), apiFleet.stop()]);
    await container.close();
    await Promise.all([bot.stop(), receiver.stop()]);
    await backing.stop();
  }
}

async function injectFaults(
  faults: PlannedFault[],
  startedAt: number,
  { backing, fleet, apiFleet }: { backing: Backing; fleet: Fleet; apiFleet: Fleet },
  onFault: (fault: PlannedFault) => void,
): Promise<number> {
  const play: Record<PlannedFault['kind'], (worker: number) => Promise<void>> = {
    'kill worker': async (worker) => fleet.kill(worker),
    'kill api': async (worker) => apiFleet.kill(worker % API_PROCESSES),
    'freeze worker': (worker) => fleet.freeze(worker, LOCK_MS * 2),
    'freeze redis': () => backing.freezeRedis(),
    'kill redis': () => backing.restartRedis({ wipe: false }),
    'wipe redis': () => backing.restartRedis({ wipe: true }),
    'freeze postgres': () => backing.freezePostgres(),
    'kill postgres': () => backing.restartPostgres({ signal: 'SIGKILL' }),
    'stop postgres': () => backing.restartPostgres({ signal: 'SIGINT' }),
  };
  const ends = faults.map(async (fault) => {
    await sleep(Math.max(0, startedAt + fault.atMs - performance.now()));
    onFault(fault);
    await play[fault.kind](fault.worker);
    return performance.now();
  });
  return Math.max(...(await Promise.all(ends)));
}

async function waitUntilEnded(
  { videoJobs }: Container,
  jobs: Map<Order, Placed>,
  onProgress: (line: string) => void,
): Promise<void> {
  let fewest = Number.POSITIVE_INFINITY;
  for (let since = performance.now(); performance.now() - since < QUIET_LIMIT_MS; ) {
    const open = await retryWhileUnavailable(() => videoJobs.listOpen({ afterId: '', limit: jobs.size }));
    if (open.length === 0) return;
    if (open.length < fewest) since = performance.now();
    fewest = Math.min(fewest, open.length);
    onProgress(`waiting for ${open.length} of ${jobs.size}`);
    await sleep(POLL_MS);
  }
}

/** Waits until the program was notified of the ends of all orders by HTTP. */
async function untilTold(look: () => Promise<Evidence[]>, onProgress: (line: string) => void): Promise<Evidence[]> {
  for (const since = performance.now(); ; ) {
    const evidence = await look();
    const untold = evidence.filter((each) => isEnded(each) && !isToldOnce(each)).length;
    if (untold === 0 || performance.now() - since > TOLD_LIMIT_MS) return evidence;
    onProgress(`waiting for messages about ${untold} greetings`);
    await sleep(POLL_MS);
  }
}

async function collect(
  { videoJobs }: Container,
  jobs: Map<Order, Placed>,
  { bot, receiver }: { bot: BotApiServer; receiver: ChaosReceiver },
): Promise<Evidence[]> {
  return Promise.all(
    [...jobs].map(async ([{ kind, chatId }, { id, ids, cancelled }]) => {
      const row = await retryWhileUnavailable(() => videoJobs.find(id));
      if (row === undefined) throw new Error(`The row ${id} does not exist`);
      const videosShown = bot.ledger.videosShown.get(chatId)?.size ?? 0;
      const unanswered = bot.ledger.calls.filter((call) => call.chatId === chatId && isUnanswered(call)).length;
      const http = ids === undefined ? undefined : { ids, events: receiver.eventsOf(id) };
      return { kind, cancelled, row, http, messages: bot.ledger.messages(chatId), videosShown, unanswered };
    }),
  );
}

/** Whether a text was sent or deleted and the worker may not have received the answer. */
function isUnanswered({ method, outcome }: LedgerCall): boolean {
  return (method === 'sendMessage' || method === 'deleteMessage') && outcome !== 200;
}
