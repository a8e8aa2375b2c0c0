import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from './plan.js';

export type ApiClient = ReturnType<typeof createApiClient>;

export interface ApiClientOptions {
  /** Addresses of the processes. */
  urls: readonly string[];
  token: string;
  /** Address that is notified of the ends. */
  webhookUrl: string;
}

const PAUSE_MS = 500;
const TIMEOUT_MS = 20_000;
// Of the same order at the same time.
const CLIENTS = 3;

/** Orders by HTTP as a careful program does: it repeats what was refused for now or not answered, with the same key. */
export function createApiClient({ urls, token, webhookUrl }: ApiClientOptions) {
  let asked = 0;

  /** Returns the first answer that is final. */
  async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
    for (;;) {
      const url = urls[asked++ % urls.length] as string;
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...init.headers };
      try {
        const response = await fetch(url + path, { ...init, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
        const body = await response.json();
        if (response.status !== 429 && response.status !== 503) return { status: response.status, body };
      } catch {
        // The process was killed, or is starting.
      }
      await sleep(PAUSE_MS);
    }
  }

  return {
    /** Returns the ids that several clients got for the same order: one, if all is well. */
    async order({ requestKey, chatId, greeting }: Order): Promise<string[]> {
      const body = JSON.stringify({ ...greeting, deliver: { telegram: { chatId } }, webhookUrl });
      const init = { method: 'POST', body, headers: { 'Idempotency-Key': requestKey } };
      const answers = await Promise.all(Array.from({ length: CLIENTS }, () => ask('/v1/greetings', init)));
      const wrong = answers.find(({ status }) => status !== 200 && status !== 202);
      if (wrong !== undefined) throw new Error(`An order was answered with ${JSON.stringify(wrong)}`);
      return [...new Set(answers.map((answer) => (answer.body as { id: string }).id))];
    },

    /** Returns whether the cancellation was accepted. */
    cancel: async (id: string) => (await ask(`/v1/greetings/${id}/cancel`, { method: 'POST' })).status === 202,

    /** Returns the secret that signs the messages. */
    secret: async () => ((await ask('/v1/webhooks/secret')).body as { secret: string }).secret,
  };
}
