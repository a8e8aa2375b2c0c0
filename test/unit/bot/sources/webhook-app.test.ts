import { expect, test } from 'vitest';
import { createWebhookApp } from '#root/bot/sources/webhook-app.js';
import { DatabaseUnavailableError } from '#root/errors.js';
import { quietLogger as logger } from '../../../helpers/logger.js';

const SECRET = 'a-secret_1';
const HEADER = 'x-telegram-bot-api-secret-token';

/** Sends a request, and returns the status of the answer with what was stored. */
async function send(init: RequestInit, store: (updates: readonly unknown[]) => Promise<void> = async () => {}) {
  const stored: unknown[] = [];
  const app = createWebhookApp({
    secret: SECRET,
    logger,
    store: async (updates) => {
      await store(updates);
      stored.push(...updates);
    },
  });
  const { status } = await app.request('/any/path', { method: 'POST', headers: { [HEADER]: SECRET }, ...init });
  return { status, stored };
}

test('an update is answered with 200 once it is stored', async () => {
  const update = { update_id: 1, message: { text: 'Анна: ура' }, something_new: {} };
  expect(await send({ body: JSON.stringify(update) })).toEqual({ status: 200, stored: [update] });
});

test.each([
  [new DatabaseUnavailableError('DATABASE_UNAVAILABLE', 'away'), 503],
  [new Error('a bug'), 500],
])('an update that is not stored is answered so that Telegram sends it again: %s', async (error, status) => {
  const store = () => Promise.reject(error);
  expect(await send({ body: '{"update_id":1}' }, store)).toEqual({ status, stored: [] });
});

test.each([{}, { [HEADER]: '' }, { [HEADER]: 'a-secret_2' }, { [HEADER]: `${SECRET}x` }, { [HEADER]: 'ключ' }])(
  'a request without the secret is refused, whatever its body: %j',
  async (given) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(given)) headers.set(name, encodeURIComponent(value));
    expect(await send({ headers, body: '{"update_id":1}' })).toEqual({ status: 401, stored: [] });
    expect(await send({ headers, body: 'x'.repeat(2_000_000) })).toEqual({ status: 401, stored: [] });
  },
);

test.each([
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{}',
  '{"update_id":"1"}',
  '{"update_id":-1}',
  '{"update_id":1.5}',
  '{"update_id":4294967296}',
])('what is no update is refused: %s', async (body) => {
  expect(await send({ body })).toEqual({ status: 400, stored: [] });
});

test('a body over 1 MiB is refused, also if it does not say its length', async () => {
  const body = `{"update_id":1,"text":"${'x'.repeat(1_100_000)}"}`;
  expect(await send({ body })).toEqual({ status: 413, stored: [] });
  const stream = new Blob([body]).stream();
  expect(await send({ body: stream, duplex: 'half' } as RequestInit)).toEqual({ status: 413, stored: [] });
});

test('other methods are refused', async () => {
  expect(await send({ method: 'GET' })).toEqual({ status: 405, stored: [] });
});
