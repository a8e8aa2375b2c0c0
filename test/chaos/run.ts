import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { migrate } from '#root/db/migrate.js';
import { UnavailableError } from '#root/errors.js';
import { createLogger } from '#root/logger.js';
import type { LedgerCall } from '../helpers/bot-api/ledger.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { type Backing, startBacking } from './backing.js';
import { environment, LOCK_MS, stateOf, TOKEN, unreliable } from './environment.js';
import { type Fleet, startFleet } from './fleet.js';
import { processesOf, temporaryFiles } from './leftovers.js';
import { type Order, type PlannedFault, planChaos, type Sharing } from './plan.js';
import { createRandom } from './random.js';
import { type Evidence, judge, type Verdict } from './verdict.js';

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
  exits: number;
  quietSeconds: number;
}

// If no greeting ends for this long, the open ones are stuck.
const QUIET_LIMIT_MS = 120_000;
const POLL_MS = 500;

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
  const fleet = startFleet({ env, logDir: join(dir, 'logs'), sharing });
  const container = createContainer({ config: loadConfig({ env }), logger });
  try {
    const startedAt = performance.now();
    const jobs = new Map<Order, Placed>();
    let done = 0;
    const faulting = injectFaults(plan.faults, startedAt, { backing, fleet }, (fault) => {
      done += 1;
      onProgress(`fault ${done} of ${plan.faults.length}: ${fault.kind}`);
    });
    await Promise.all(plan.orders.map(async (order) => jobs.set(order, await place(order, startedAt, container))));
    const lastFaultAt = await faulting;
    await waitUntilEnded(container, jobs, onProgress);
    const quietSeconds = (performance.now() - lastFaultAt) / 1_000;

    const evidence = await collect(container, jobs, bot);
    await fleet.stop();
    await sleep(1_000);
    return {
      greetings,
      ...judge(evidence),
      processesLeft: await processesOf(dir),
      filesLeft: await temporaryFiles(join(dir, 'tmp'), join(dir, 'storage', '.aside')),
      kills: fleet.kills(),
      exits: fleet.exits(),
      quietSeconds,
    };
  } finally {
    await fleet.stop();
    await container.close();
    await bot.stop();
    await backing.stop();
  }
}

interface Placed {
  id: string;
  cancelled: boolean | undefined;
}

async function injectFaults(
  faults: PlannedFault[],
  startedAt: number,
  { backing, fleet }: { backing: Backing; fleet: Fleet },
  onFault: (fault: PlannedFault) => void,
): Promise<number> {
  const play: Record<PlannedFault['kind'], (worker: number) => Promise<void>> = {
    'kill worker': async (worker) => fleet.kill(worker),
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

/** Orders a greeting, trying again while a service is unavailable, and cancels it if that is planned. */
async function place(order: Order, startedAt: number, { submitter, checkOrder, takeIn }: Container): Promise<Placed> {
  await sleep(Math.max(0, startedAt + order.atMs - performance.now()));
  const { chatId, requestKey } = order;
  const spec = await takeIn(checkOrder(order.greeting));
  const { videoJob } = await retryWhileUnavailable(() => submitter.submit({ spec, chatId, requestKey }));
  if (order.kind !== 'cancelled') return { id: videoJob.id, cancelled: undefined };
  await sleep(order.cancelAfterMs);
  const cancelled = await retryWhileUnavailable(() => submitter.cancel(videoJob.id));
  return { id: videoJob.id, cancelled: cancelled !== undefined };
}

async function retryWhileUnavailable<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      await sleep(POLL_MS);
    }
  }
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

async function collect({ videoJobs }: Container, jobs: Map<Order, Placed>, bot: BotApiServer): Promise<Evidence[]> {
  return Promise.all(
    [...jobs].map(async ([{ kind, chatId }, { id, cancelled }]) => {
      const row = await retryWhileUnavailable(() => videoJobs.find(id));
      if (row === undefined) throw new Error(`The row ${id} does not exist`);
      const videosShown = bot.ledger.videosShown.get(chatId)?.size ?? 0;
      const unanswered = bot.ledger.calls.filter((call) => call.chatId === chatId && isUnanswered(call)).length;
      return { kind, cancelled, row, messages: bot.ledger.messages(chatId), videosShown, unanswered };
    }),
  );
}

/** Whether a text was sent or deleted and the worker may not have received the answer. */
function isUnanswered({ method, outcome }: LedgerCall): boolean {
  return (method === 'sendMessage' || method === 'deleteMessage') && outcome !== 200;
}
