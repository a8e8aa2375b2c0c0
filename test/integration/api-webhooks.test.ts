import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSender } from '#root/api/webhooks/sender.js';
import { createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { type ApiAnswer, startTestApi, type TestApi } from '../helpers/api.js';
import { quietLogger as logger } from '../helpers/logger.js';
import {
  dropped,
  type ReceivedMessage,
  type Receiver,
  startReceiver,
  unanswered,
  withStatus,
} from '../helpers/receiver.js';

const QUICK = { delaysMs: [0, 20, 20, 20, 20], timeoutMs: 2_000, leaseMs: 10_000, tickMs: 20 };

let api: TestApi;
let receiver: Receiver;
let client: Client;

beforeAll(async () => {
  receiver = await startReceiver();
  api = await startTestApi({ WEBHOOK_PRIVATE_ADDRESSES: 'true' }, QUICK);
  client = new Client({ connectionString: api.container.config.databaseUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await api.close();
  await receiver.close();
});

type Asked = { token: string; path: string; types?: string[] };

async function createWebhook({ token, path, types = [] }: Asked) {
  const body = { url: receiver.urlOf(path), types };
  const answer = await api.ask('POST /v1/webhooks', { body, token });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; secret: string };
}

async function order(token: string, webhookUrl?: string): Promise<string> {
  const body = { to: 'Анна', text: 'Ура!', metadata: { orderId: 7 }, webhookUrl };
  const answer = await api.ask('POST /v1/greetings', { body, token });
  expect(answer.status).toBe(202);
  return answer.body.id;
}

const finish = (id: string, run = 1) =>
  api.container.videoJobs.finish({ videoJobId: id, run }, { status: 'COMPLETED', videoKey: 'video/aa.mp4' });

/** Returns the messages at a path once so many have come. */
async function arrived(path: string, count: number): Promise<ReceivedMessage[]> {
  await expect.poll(() => receiver.at(path), { timeout: 20_000 }).toHaveLength(count);
  return receiver.at(path);
}

const verify = (secret: string, { text, headers }: ReceivedMessage) => new Webhook(secret).verify(text, headers);

const deliveriesOf = async (id: string, token: string) =>
  (await api.ask(`GET /v1/webhooks/${id}/deliveries`, { token })).body.items;

/** Returns the newest delivery once no attempt follows. */
async function ended(id: string, token: string) {
  await expect.poll(async () => (await deliveriesOf(id, token))[0]?.nextAttemptAt, { timeout: 20_000 }).toBeNull();
  return (await deliveriesOf(id, token))[0];
}

describe('a message', () => {
  test('arrives at the webhooks of the key and at the address of the request, signed for each', async () => {
    const { token } = await api.createKey();
    const { token: stranger } = await api.createKey();
    const webhook = await createWebhook({ token, path: '/all' });
    const same = await createWebhook({ token, path: '/same', types: ['greeting.completed'] });
    await createWebhook({ token, path: '/failures', types: ['greeting.failed'] });
    await createWebhook({ token: stranger, path: '/stranger' });
    const keySecret = (await api.ask('GET /v1/webhooks/secret', { token })).body.secret;

    const first = await order(token, receiver.urlOf('/own'));
    const second = await order(token, receiver.urlOf('/same'));
    for (const id of [first, second]) await finish(id);
    await arrived('/all', 2);
    const [own] = await arrived('/own', 1);
    const shown = (await api.ask(`GET /v1/greetings/${first}`, { token })).body;
    expect(own?.body).toEqual({ type: 'greeting.completed', timestamp: expect.any(String), data: shown });
    expect(own?.headers).toMatchObject({ 'webhook-id': `${first}_1_greeting_completed` });
    expect(own?.body.data).toMatchObject({ status: 'COMPLETED', to: 'Анна', metadata: { orderId: 7 } });
    verify(keySecret, own as ReceivedMessage);
    for (const message of await arrived('/same', 2)) verify(same.secret, message);
    for (const message of receiver.at('/all')) verify(webhook.secret, message);
    expect(() => verify(keySecret, receiver.at('/all')[0] as ReceivedMessage)).toThrow('No matching signature');

    await api.container.submitter.cancel(await order(token));
    expect((await arrived('/all', 3))[2]?.body.type).toBe('greeting.cancelled');
    expect([...receiver.at('/failures'), ...receiver.at('/stranger')]).toEqual([]);
    expect([receiver.at('/own').length, receiver.at('/same').length]).toEqual([1, 2]);
  });

  test('comes again, with the same id, until the receiver takes it', async () => {
    const { token } = await api.createKey();
    const { id, secret } = await createWebhook({ token, path: '/shaky' });
    receiver.next(
      '/shaky',
      withStatus(500),
      dropped,
      unanswered,
      withStatus(302, { location: receiver.urlOf('/else') }),
    );
    const greeting = await order(token);
    await finish(greeting);
    const messages = await arrived('/shaky', 5);
    expect(new Set(messages.map((message) => message.id))).toEqual(new Set([`${greeting}_1_greeting_completed`]));
    for (const message of messages) verify(secret, message);
    expect(await ended(id, token)).toMatchObject({ attempts: 5, lastStatus: 200, lastError: null });
    expect(receiver.at('/else')).toEqual([]);
  });

  test('is given up after the last attempt, and sent again on request', async () => {
    const { token } = await api.createKey();
    const { token: stranger } = await api.createKey();
    const { id } = await createWebhook({ token, path: '/down' });
    receiver.next('/down', ...Array.from({ length: 4 }, () => withStatus(500)), unanswered);
    await finish(await order(token));
    const given = await ended(id, token);
    expect(given).toMatchObject({ attempts: 5, lastStatus: null, lastError: 'TIMEOUT', deliveredAt: null });
    const route = `POST /v1/deliveries/${given.id}/retry`;
    expect(await api.ask(route, { token: stranger })).toMatchObject({
      status: 404,
      body: { code: 'DELIVERY_UNKNOWN' },
    });
    expect(await api.ask(route, { token })).toMatchObject({ status: 202, body: { id: given.id } });
    await arrived('/down', 6);
    expect(await ended(id, token)).toMatchObject({ attempts: 1, deliveredAt: expect.any(String) });
  });

  test('waits as long as a busy receiver asks', async () => {
    const { token } = await api.createKey();
    const { id } = await createWebhook({ token, path: '/busy' });
    receiver.next('/busy', withStatus(503, { 'retry-after': '600' }));
    await finish(await order(token));
    await arrived('/busy', 1);
    await expect.poll(async () => (await deliveriesOf(id, token))[0]?.attempts).toBe(1);
    const [{ nextAttemptAt, lastAttemptAt }] = await deliveriesOf(id, token);
    expect(Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt)).toBe(600_000);
  });

  test('of an earlier run says how that run ended, and of a deleted greeting holds no names', async () => {
    const { token } = await api.createKey();
    await createWebhook({ token, path: '/late' });
    receiver.next('/late', dropped, withStatus(503, { 'retry-after': '1' }));
    const id = await order(token);
    const failure = { step: 'montage', code: 'FONT_LOST', message: 'no font' };
    await api.container.videoJobs.finish({ videoJobId: id, run: 1 }, { status: 'FAILED', failure });
    await arrived('/late', 2);
    await api.ask(`POST /v1/greetings/${id}/retry`, { token });
    const failed = (await arrived('/late', 3))[2];
    expect(failed?.body.data).toMatchObject({ run: 1, status: 'FAILED', to: 'Анна', error: { code: 'FONT_LOST' } });

    receiver.next('/late', withStatus(503, { 'retry-after': '1' }));
    await finish(id, 2);
    await arrived('/late', 4);
    await api.ask(`DELETE /v1/greetings/${id}`, { token });
    const deleted = (await arrived('/late', 5))[4];
    expect(deleted?.id).toBe(`${id}_2_greeting_completed`);
    expect(deleted?.text).not.toContain('Анна');
  });

  test('about a batch shows it as its route does', async () => {
    const { token } = await api.createKey();
    await createWebhook({ token, path: '/batch', types: ['batch.completed'] });
    const body = { items: [{ to: 'Анна' }, { to: '' }], metadata: { orderId: 9 } };
    const { id } = (await api.ask('POST /v1/batches', { body, token })).body;
    const { items } = (await api.ask(`GET /v1/batches/${id}/items`, { token })).body;
    await finish(items[0].greeting.id);
    const [message] = await arrived('/batch', 1);
    const { rejected: _, ...shown } = (await api.ask(`GET /v1/batches/${id}`, { token })).body;
    expect(message?.body.data).toEqual(shown);
  });

  test('is sent by one of two processes', async () => {
    const { token } = await api.createKey();
    await createWebhook({ token, path: '/shared' });
    const other = createContainer({ config: loadConfig({ env: api.env }), logger });
    const second = startSender(other, QUICK);
    const ids: string[] = [];
    for (let count = 0; count < 15; count++) ids.push(await order(token));
    await Promise.all(ids.map((id) => finish(id)));
    await arrived('/shared', 15);
    const undelivered = `SELECT FROM "WebhookDelivery" WHERE "deliveredAt" IS NULL AND "url" = $1`;
    await expect.poll(async () => (await client.query(undelivered, [receiver.urlOf('/shared')])).rowCount).toBe(0);
    expect(new Set(receiver.at('/shared').map(({ id }) => id)).size).toBe(15);
    expect(receiver.at('/shared')).toHaveLength(15);
    await second.close();
    await other.close();
  });
});

describe('a webhook', () => {
  test('is shown without its secret, which is sealed in the database', async () => {
    const { token } = await api.createKey();
    const created = await api.ask('POST /v1/webhooks', { token, body: { url: 'https://shop.example/hooks' } });
    const { secret, earlierSecretUntil, ...shown } = created.body;
    expect([created.status, secret, earlierSecretUntil]).toEqual([
      201,
      expect.stringMatching(/^whsec_[\w+/]{43}=$/),
      null,
    ]);
    expect((await api.ask('GET /v1/webhooks', { token })).body).toEqual({ items: [shown] });
    const { rows } = await client.query('SELECT "secret" FROM "Webhook" WHERE "id" = $1', [shown.id]);
    expect(rows[0].secret).not.toContain(secret.slice(6, 20));
  });

  test('signs with both secrets after a rotation', async () => {
    const { token } = await api.createKey();
    const { id, secret } = await createWebhook({ token, path: '/rotated' });
    const rotated = await api.ask(`POST /v1/webhooks/${id}/rotate`, { token });
    expect(rotated).toMatchObject({ status: 200, body: { id, earlierSecretUntil: expect.any(String) } });
    const ping = await api.ask(`POST /v1/webhooks/${id}/test`, { token });
    expect(ping).toMatchObject({ status: 202, body: { type: 'ping', url: receiver.urlOf('/rotated') } });
    const [message] = (await arrived('/rotated', 1)) as [ReceivedMessage];
    expect(message.body).toEqual({ type: 'ping', timestamp: expect.any(String), data: {} });
    for (const each of [secret, rotated.body.secret]) verify(each, message);

    await client.query(`UPDATE "Webhook" SET "earlierUntil" = now() WHERE "id" = $1`, [id]);
    await api.ask(`POST /v1/webhooks/${id}/test`, { token });
    const [, later] = (await arrived('/rotated', 2)) as [ReceivedMessage, ReceivedMessage];
    verify(rotated.body.secret, later);
    expect(() => verify(secret, later)).toThrow('No matching signature');
  });

  test('is switched off by 410', async () => {
    const { token } = await api.createKey();
    const { id } = await createWebhook({ token, path: '/gone' });
    receiver.next('/gone', withStatus(410));
    await finish(await order(token));
    expect(await ended(id, token)).toMatchObject({ attempts: 1, lastStatus: 410 });
    const { body } = await api.ask('GET /v1/webhooks', { token });
    expect(body.items[0]).toMatchObject({ disabledAt: expect.any(String), disabledReason: 'GONE' });
    await finish(await order(token, receiver.urlOf('/still-there')));
    await arrived('/still-there', 1);
    expect(receiver.at('/gone')).toHaveLength(1);
    const off = { status: 409, body: { code: 'WEBHOOK_DISABLED' } };
    expect(await api.ask(`POST /v1/webhooks/${id}/test`, { token })).toMatchObject(off);
    const [{ id: deliveryId }] = await deliveriesOf(id, token);
    expect(await api.ask(`POST /v1/deliveries/${deliveryId}/retry`, { token })).toMatchObject(off);
  });

  test('gets nothing more once it is removed, or its key is revoked', async () => {
    const { apiKey, token } = await api.createKey();
    const { id } = await createWebhook({ token, path: '/removed' });
    const { id: kept } = await createWebhook({ token, path: '/revoked' });
    for (const path of ['/removed', '/revoked']) receiver.next(path, withStatus(503, { 'retry-after': '1' }));
    await finish(await order(token));
    await arrived('/removed', 1);
    await arrived('/revoked', 1);
    const late = await order(token);
    expect((await api.ask(`DELETE /v1/webhooks/${id}`, { token })).status).toBe(204);
    await api.container.apiKeys.revoke(apiKey.id);
    await finish(late);
    const open = `SELECT FROM "WebhookDelivery" WHERE "apiKeyId" = $1 AND "dueAt" IS NOT NULL`;
    await expect.poll(async () => (await client.query(open, [apiKey.id])).rowCount, { timeout: 20_000 }).toBe(0);
    const { rows } = await client.query(
      'SELECT "webhookId", "lastError" FROM "WebhookDelivery" WHERE "apiKeyId" = $1',
      [apiKey.id],
    );
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ webhookId: id, lastError: 'WEBHOOK_REMOVED' });
    expect(rows).toContainEqual({ webhookId: kept, lastError: 'KEY_REVOKED' });
    expect([receiver.at('/removed').length, receiver.at('/revoked').length]).toEqual([1, 1]);
  });

  test('of another key is unknown, and without the scope nothing is', async () => {
    const { token: owner } = await api.createKey();
    const { id } = await createWebhook({ token: owner, path: '/owned' });
    const routes = ['rotate', 'test'].map((action) => `POST /v1/webhooks/${id}/${action}`);
    routes.push(`DELETE /v1/webhooks/${id}`, `GET /v1/webhooks/${id}/deliveries`);
    const { token: stranger } = await api.createKey();
    const { token: limited } = await api.createKey({ scopes: ['greetings:read', 'greetings:write'] });
    const answers = (token: string) => Promise.all(routes.map((route) => api.ask(route, { token })));
    const codes = (given: ApiAnswer[]) => given.map(({ status, body }) => [status, body.code]);
    expect(codes(await answers(stranger))).toEqual(routes.map(() => [404, 'WEBHOOK_UNKNOWN']));
    expect(codes(await answers(limited))).toEqual(routes.map(() => [403, 'SCOPE_MISSING']));
    const lists = ['GET /v1/webhooks', 'GET /v1/webhooks/secret'];
    for (const route of lists) expect((await api.ask(route, { token: limited })).status).toBe(403);
    expect((await api.ask('GET /v1/webhooks', { token: stranger })).body.items).toEqual([]);
  });

  test('is one of at most 20, and its deliveries come by pages', async () => {
    const { token } = await api.createKey();
    const { id } = await createWebhook({ token, path: '/pages' });
    for (let count = 1; count < 20; count++) await createWebhook({ token, path: `/pages-${count}` });
    const more = await api.ask('POST /v1/webhooks', { token, body: { url: receiver.urlOf('/more') } });
    expect(more).toMatchObject({ status: 409, body: { code: 'WEBHOOK_MAX' } });
    const pings: string[] = [];
    for (let count = 0; count < 3; count++)
      pings.unshift((await api.ask(`POST /v1/webhooks/${id}/test`, { token })).body.id);
    const { body: first } = await api.ask(`GET /v1/webhooks/${id}/deliveries?limit=2`, { token });
    const { body: rest } = await api.ask(`GET /v1/webhooks/${id}/deliveries?limit=2&cursor=${first.nextCursor}`, {
      token,
    });
    expect([...first.items, ...rest.items].map((item) => item.id)).toEqual(pings);
    expect(rest.nextCursor).toBeNull();

    await finish(await order(token, receiver.urlOf('/of-the-request')));
    await arrived('/of-the-request', 1);
    const { items } = (await api.ask('GET /v1/deliveries?limit=100', { token })).body;
    expect(items.map(({ url }: { url: string }) => url)).toContain(receiver.urlOf('/of-the-request'));
    expect(items.map((item: { id: string }) => item.id)).toEqual(expect.arrayContaining(pings));
    const { token: stranger } = await api.createKey();
    expect((await api.ask('GET /v1/deliveries', { token: stranger })).body).toEqual({ items: [], nextCursor: null });
  });

  test.each([
    [{}, '/url'],
    [{ url: 'ftp://shop.example' }, '/url'],
    [{ url: 'https://user:pass@shop.example' }, '/url'],
    [{ url: 'https://shop.example', types: ['greeting.exploded'] }, '/types/0'],
    [{ url: 'https://shop.example', secret: 'mine' }, '/secret'],
  ])('is refused as %j', async (body, pointer) => {
    const answer = await api.ask('POST /v1/webhooks', { body });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

test('an address of this network is not called unless the installation allows it', async () => {
  const strict = await startTestApi({}, QUICK);
  const { body } = await strict.ask('POST /v1/webhooks', { body: { url: receiver.urlOf('/private') } });
  await strict.ask(`POST /v1/webhooks/${body.id}/test`);
  const found = async () => (await strict.ask(`GET /v1/webhooks/${body.id}/deliveries`)).body.items[0];
  await expect.poll(async () => (await found()).nextAttemptAt, { timeout: 20_000 }).toBeNull();
  expect(await found()).toMatchObject({ attempts: 5, lastError: 'ADDRESS_REFUSED', deliveredAt: null });
  expect(receiver.at('/private')).toEqual([]);
  await strict.close();
});

test('without API_SECRET there are no webhooks, and an order that names an address says why', async () => {
  const off = await startTestApi({ API_SECRET: '' }, QUICK);
  const url = receiver.urlOf('/off');
  const refused = { status: 422, body: { code: 'WEBHOOKS_OFF' } };
  expect(await off.ask('POST /v1/webhooks', { body: { url } })).toMatchObject(refused);
  expect(await off.ask('GET /v1/webhooks/secret')).toMatchObject(refused);
  const ordered = await off.ask('POST /v1/greetings', { body: { to: 'Анна', webhookUrl: url } });
  expect(ordered).toMatchObject({ status: 422, body: { code: 'WEBHOOKS_OFF', errors: [{ pointer: '/webhookUrl' }] } });
  expect((await off.ask('POST /v1/greetings', { body: { to: 'Анна' } })).status).toBe(202);
  await off.close();
});
