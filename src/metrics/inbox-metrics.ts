import { Gauge, type Registry } from 'prom-client';
import type { Inbox } from '#root/jobs/inbox.js';

export interface InboxMetricsDeps {
  registry: Registry;
  inbox: Pick<Inbox, 'oldestSeconds'>;
}

/**
 * Registers a metric of the updates that wait. Returns the function that updates it. All bots with the same token report
 * the same value, so combine them by `max`. If the database is unavailable, the value is missing.
 */
export function createInboxMetrics({ registry, inbox }: InboxMetricsDeps): () => Promise<void> {
  const oldest = new Gauge({
    name: 'zdravitsa_inbox_oldest_seconds',
    help: 'Age of the oldest update of Telegram that is not handled yet, since it was stored. 0 if there is none.',
    registers: [registry],
  });
  return async () => {
    const seconds = await inbox.oldestSeconds().catch(() => undefined);
    if (seconds === undefined) oldest.remove();
    else oldest.set(seconds);
  };
}
