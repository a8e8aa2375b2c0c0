import type { Order as GreetingOrder } from '#root/greeting/order.js';
import { createRandom, pick } from './random.js';

/** Expected outcome of a greeting. */
export type Kind = 'good' | 'blocked' | 'unknown' | 'tooLarge' | 'cancelled';

export interface Order {
  kind: Kind;
  /** Whether it is ordered by HTTP. */
  byHttp: boolean;
  atMs: number;
  chatId: string;
  requestKey: string;
  greeting: GreetingOrder;
  /** Time from its submission, in milliseconds. */
  cancelAfterMs: number;
}

export type FaultKind =
  | 'kill worker'
  | 'kill api'
  | 'freeze worker'
  | 'freeze redis'
  | 'kill redis'
  | 'wipe redis'
  | 'freeze postgres'
  | 'kill postgres'
  | 'stop postgres';

export interface PlannedFault {
  kind: FaultKind;
  atMs: number;
  /** Index of the worker in the fleet. */
  worker: number;
}

/** How the workers share the queues: two for each queue, or two that serve all of them. */
export type Sharing = 'separate' | 'combined';

export interface Plan {
  orders: Order[];
  faults: PlannedFault[];
}

const NAMES = ['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Anna', 'Boris', 'Vera', 'Егор', 'Жанна'];
const TEXTS = ['С днём рождения!', 'Желаю счастья!', 'Happy birthday!', 'Здоровья и радости!', 'Be happy!'];
const MS_PER_GREETING = 900;
const SHORTEST_MS = 25_000;
const KILLS_PER_GREETING = 0.17;
// Share of the greetings ordered just before the end, when a worker of each queue is killed. The time they take to recover
// is measured.
const LAST_ORDERS = 0.02;
const LAST_MS = 1_500;
// All others are ordered before this share of the run, so that no backlog is measured with them.
const BACKLOG_ENDS = 0.9;
const WORKERS = { separate: 8, combined: 2 };
const ONE_OF_EACH_QUEUE = { separate: [0, 2, 4, 6], combined: [0] };

interface PlanOptions {
  greetings: number;
  seed: number;
  sharing: Sharing;
}

/** Returns the times of all orders and faults. The same seed gives the same plan. */
export function planChaos({ greetings, seed, sharing }: PlanOptions): Plan {
  const random = createRandom(seed);
  const lengthMs = Math.max(SHORTEST_MS, greetings * MS_PER_GREETING);
  const last = Math.ceil(greetings * LAST_ORDERS);
  const orders = Array.from({ length: greetings }, (_, index) => planOrder(index, index < last, lengthMs, random));

  // No fault comes earlier than 8 % of the run, so that workers have jobs when they are killed.
  const at = (share: number) => Math.round(lengthMs * share);
  const kills = Math.ceil(greetings * KILLS_PER_GREETING);
  const fault = (kind: FaultKind, share: number): PlannedFault => ({
    kind,
    atMs: at(share),
    worker: Math.floor(random() * WORKERS[sharing]),
  });
  const faults = [
    ...Array.from({ length: kills }, () => fault('kill worker', 0.08 + random() * 0.92)),
    ...Array.from({ length: Math.ceil(kills / 3) }, () => fault('kill api', 0.08 + random() * 0.92)),
    fault('freeze worker', 0.15 + random() * 0.1),
    fault('freeze redis', 0.2),
    fault('kill redis', 0.3),
    fault('stop postgres', 0.45),
    fault('wipe redis', 0.6),
    fault('freeze postgres', 0.7),
    fault('kill postgres', 0.8),
    ...ONE_OF_EACH_QUEUE[sharing].map((worker) => ({ ...fault('kill worker', 1), worker })),
  ];
  return { orders, faults: faults.sort((a, b) => a.atMs - b.atMs) };
}

function planOrder(index: number, isLast: boolean, lengthMs: number, random: () => number): Order {
  const kind = kindOf(random());
  return {
    kind,
    byHttp: index % 2 === 1,
    atMs: isLast ? lengthMs - LAST_MS : Math.round(random() * lengthMs * BACKLOG_ENDS),
    chatId: String(1_000 + index),
    requestKey: `chaos-${index}`,
    greeting: { to: pick(random, NAMES), text: pick(random, TEXTS), format: 'square' },
    cancelAfterMs: Math.round(random() * 4_000),
  };
}

function kindOf(chance: number): Kind {
  if (chance < 0.06) return 'blocked';
  if (chance < 0.1) return 'unknown';
  if (chance < 0.16) return 'tooLarge';
  return chance < 0.26 ? 'cancelled' : 'good';
}
