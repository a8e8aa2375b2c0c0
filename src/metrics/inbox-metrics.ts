import { Gauge, type Registry } from 'prom-client';
import type { Inbox } from '#root/jobs/inbox.js';

export interface InboxMetricsDeps {
  registry: Registry;
  inbox: Pick<Inbox, 'oldestSeconds'>;
}

const NAME = 'zdravitsa_inbox_oldest_seconds';
const HELP = 'Age of the oldest update of Telegram that is not handled yet, since it was stored. 0 if there is none.';

/**
 * Registers a metric of the updates that wait. Returns the function that updates it. All bots with the same token report
 * the same value, so combine them by `max`. If the database is unavailable, the value is missing.
 */
export function createInboxMetrics({ registry, inbox }: InboxMetricsDeps): () => Promise<void> {
  // A process may run a bot again.
  const known = registry.getSingleMetric(NAME);
  const oldest = known instanceof Gauge ? known : new Gauge({ name: NAME, help: HELP, registers: [registry] });
  return async () => {
    const seconds = await inbox.oldestSeconds().catch(() => undefined);
    if (seconds === undefined) oldest.remove();
    else oldest.set(seconds);
  };
}
