/** @import { Client, ClientOptions, CreateOptions, Greeting } from './index.js' */
import { readEvents } from './events.js';
import { createSender, pause } from './sender.js';

export { ApiError } from './sender.js';
export { verifyWebhook, WebhookError } from './verify-webhook.js';

const WAIT_INTERVAL_MS = 1_000;
const ENDED = ['COMPLETED', 'FAILED', 'CANCELLED'];

/**
 * Creates a client of the HTTP API. It needs only `fetch`, so it runs in Node from version 20 and in browsers.
 * @param {ClientOptions} options
 * @returns {Client}
 */
export function createClient(options) {
  const request = createSender(options);
  /** @type {(...given: Parameters<typeof request>) => Promise<any>} */
  const ask = async (...given) => (await request(...given)).json();
  const at = (/** @type {string} */ path, /** @type {string} */ id) => `${path}/${encodeURIComponent(id)}`;
  const greeting = (/** @type {string} */ id) => at('/v1/greetings', id);
  const batch = (/** @type {string} */ id) => at('/v1/batches', id);
  const webhook = (/** @type {string} */ id) => at('/v1/webhooks', id);

  // A repetition after a lost answer finds what the first request made.
  const once = (/** @type {CreateOptions | undefined} */ given) => ({
    'Idempotency-Key': given?.idempotencyKey ?? crypto.randomUUID(),
  });

  /** @type {Client['greetings']['stream']} */
  async function* stream(id, { signal } = {}) {
    for (;;) {
      const { body } = await request(`GET ${greeting(id)}/events`, { signal });
      if (body === null) return;
      try {
        for await (const event of readEvents(body)) {
          yield event;
          if (event.type === 'end') return;
        }
      } catch (error) {
        // The connection was lost.
        if (signal?.aborted || !(error instanceof TypeError)) throw error;
      }
      // The server ends a stream after some minutes.
      await pause(WAIT_INTERVAL_MS, signal);
    }
  }

  /** @type {Client['greetings']['wait']} */
  async function wait(id, { signal, onProgress, intervalMs = WAIT_INTERVAL_MS } = {}) {
    for (;;) {
      /** @type {Greeting} */
      const found = await ask(`GET ${greeting(id)}`, { signal });
      onProgress?.(found);
      if (ENDED.includes(found.status)) return found;
      await pause(intervalMs, signal);
    }
  }

  return {
    greetings: {
      create: (json, given) => ask('POST /v1/greetings', { json, headers: once(given), signal: given?.signal }),
      check: (json) => ask('POST /v1/greetings', { json, query: { dryRun: true } }),
      get: (id) => ask(`GET ${greeting(id)}`),
      list: (query) => ask('GET /v1/greetings', { query: { ...query } }),
      cancel: (id) => ask(`POST ${greeting(id)}/cancel`),
      retry: (id) => ask(`POST ${greeting(id)}/retry`),
      delete: async (id) => void (await request(`DELETE ${greeting(id)}`)),
      video: (id) => request(`GET ${greeting(id)}/video`),
      wait,
      stream,
    },
    uploads: {
      create: (body) => ask('POST /v1/uploads', { body, headers: { 'Content-Type': 'application/octet-stream' } }),
    },
    previews: {
      create: async (json) => (await request('POST /v1/previews', { json })).blob(),
    },
    batches: {
      create: (json, given) => ask('POST /v1/batches', { json, headers: once(given), signal: given?.signal }),
      createFromCsv: (body, given) =>
        ask('POST /v1/batches', {
          body,
          headers: { 'Content-Type': 'text/csv', ...once(given) },
          signal: given?.signal,
        }),
      check: (json) => ask('POST /v1/batches', { json, query: { dryRun: true } }),
      get: (id) => ask(`GET ${batch(id)}`),
      list: (query) => ask('GET /v1/batches', { query: { ...query } }),
      items: (id, query) => ask(`GET ${batch(id)}/items`, { query: { ...query } }),
      results: async (id) => (await request(`GET ${batch(id)}/results.csv`)).text(),
      videos: (id) => request(`GET ${batch(id)}/videos.zip`),
      cancel: (id) => ask(`POST ${batch(id)}/cancel`),
      retryFailed: (id) => ask(`POST ${batch(id)}/retry-failed`),
    },
    webhooks: {
      create: (json) => ask('POST /v1/webhooks', { json }),
      list: () => ask('GET /v1/webhooks'),
      delete: async (id) => void (await request(`DELETE ${webhook(id)}`)),
      rotate: (id) => ask(`POST ${webhook(id)}/rotate`),
      test: (id) => ask(`POST ${webhook(id)}/test`),
      deliveries: (id, query) => ask(`GET ${webhook(id)}/deliveries`, { query: { ...query } }),
      retryDelivery: (id) => ask(`POST ${at('/v1/deliveries', id)}/retry`),
      secret: () => ask('GET /v1/webhooks/secret'),
    },
    catalog: () => ask('GET /v1/catalog'),
    me: () => ask('GET /v1/me'),
  };
}
