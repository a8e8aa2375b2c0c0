import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '#root/app/container.js';
import { UnavailableError } from '#root/errors.js';
import type { ApiClient } from './api-client.js';
import type { Order } from './plan.js';

export interface Placed {
  id: string;
  /** Ids that the clients of an order by HTTP got. */
  ids: string[] | undefined;
  cancelled: boolean | undefined;
}

type PlaceDeps = Pick<Container, 'submitter' | 'checkOrder' | 'takeIn'> & { api: ApiClient };

const POLL_MS = 500;

/** Orders a greeting, trying again while a service is unavailable, and cancels it if that is planned. */
export async function place(order: Order, startedAt: number, deps: PlaceDeps): Promise<Placed> {
  await sleep(Math.max(0, startedAt + order.atMs - performance.now()));
  const ids = order.byHttp ? await deps.api.order(order) : undefined;
  const id = ids?.[0] ?? (await submit(order, deps));
  if (order.kind !== 'cancelled') return { id, ids, cancelled: undefined };
  await sleep(order.cancelAfterMs);
  if (order.byHttp) return { id, ids, cancelled: await deps.api.cancel(id) };
  const cancelled = await retryWhileUnavailable(() => deps.submitter.cancel(id));
  return { id, ids, cancelled: cancelled !== undefined };
}

async function submit({ chatId, requestKey, greeting }: Order, { submitter, checkOrder, takeIn }: PlaceDeps) {
  const spec = await takeIn(checkOrder(greeting));
  const { videoJob } = await retryWhileUnavailable(() => submitter.submit({ spec, chatId, requestKey }));
  return videoJob.id;
}

export async function retryWhileUnavailable<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      await sleep(POLL_MS);
    }
  }
}
