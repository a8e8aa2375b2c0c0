import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../helpers/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

const list = (token: string | null) => api.ask('GET /v1/greetings', { token });
const order = (token: string) => api.ask('POST /v1/greetings', { body: { to: 'Anna' }, token });

describe('keys', () => {
  test('401 without a key, and with one that is wrong, revoked or over', async () => {
    const missing = await list(null);
    expect(missing).toMatchObject({ status: 401, body: { code: 'KEY_MISSING' } });
    expect(missing.headers.get('www-authenticate')).toContain('Bearer');
    const wrong = `${api.token.slice(0, -1)}${api.token.endsWith('A') ? 'B' : 'A'}`;
    for (const token of [wrong, 'zdr_', `zdr_00000000_${'x'.repeat(43)}`]) {
      expect(await list(token)).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
    }
    const { token: expired } = await api.createKey({ expiresAt: new Date(Date.now() - 1) });
    expect((await list(expired)).status).toBe(401);
    const { token, apiKey } = await api.createKey();
    expect((await list(token)).status).toBe(200);
    await api.container.apiKeys.revoke(apiKey.id);
    expect((await list(token)).status).toBe(401);
  });

  test('the secret is stored nowhere, and the last use is', async () => {
    const { token, apiKey } = await api.createKey();
    await list(token);
    const found = (await api.container.apiKeys.list()).find(({ id }) => id === apiKey.id);
    expect(found?.lastUsedAt).toBeInstanceOf(Date);
    expect(JSON.stringify(found)).not.toContain(token.slice(-43));
  });

  test('403 without the scope', async () => {
    const { token } = await api.createKey({ scopes: ['greetings:read'] });
    expect((await list(token)).status).toBe(200);
    expect(await order(token)).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING' } });
  });

  test('429 above the rate, with the seconds to wait', async () => {
    const { token } = await api.createKey({ rate: 3 });
    const answers = [await list(token), await list(token), await list(token), await list(token)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[0]?.headers.get('ratelimit')).toMatch(/^"key";r=2;t=\d+$/);
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"key";q=3;w=60');
    const wait = Number(answers[3]?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(answers[3]?.body.code).toBe('RATE_LIMITED');
  });

  test('429 above the number of open greetings, of many at once too', async () => {
    const { token } = await api.createKey({ openMax: 3 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => order(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 429, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.code).toBe('KEY_OPEN_MAX');
    expect(refused?.headers.get('retry-after')).toBe('5');
    const taken = answers.find(({ status }) => status === 202);
    await api.ask(`POST /v1/greetings/${taken?.body.id}/cancel`, { token });
    expect((await order(token)).status).toBe(202);

    const again = await api.ask(`POST /v1/greetings/${taken?.body.id}/retry`, { token });
    expect(again).toMatchObject({ status: 429, body: { code: 'KEY_OPEN_MAX' } });
  });
});

describe('without a key', () => {
  test('answers at names of this machine only, and to no page of another site', async () => {
    const open = await startTestApi({ API_KEYLESS: 'true' });
    try {
      expect((await open.ask('GET /v1/greetings', { token: null })).status).toBe(200);
      const body = { to: 'Anna' };
      expect((await open.ask('POST /v1/greetings', { token: null, body })).status).toBe(202);
      const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
      expect((await open.ask('POST /v1/greetings', { token: null, body, headers: foreign })).status).toBe(403);
    } finally {
      await open.close();
    }
  });
});

describe('from pages of other sites', () => {
  const shop = 'https://shop.example';
  const readers = async ({ ask }: TestApi, origin: string) => {
    const preflight = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
    const asked = [
      ask('OPTIONS /v1/greetings', { token: null, headers: preflight }),
      ask('GET /v1/greetings', { headers: { Origin: origin } }),
      ask('GET /v1/greetings', { token: null, headers: { Origin: origin } }),
    ];
    return (await Promise.all(asked)).map(({ headers }) => headers.get('access-control-allow-origin'));
  };

  test('answers can be read by none', async () => {
    expect(await readers(api, shop)).toEqual([null, null, null]);
  });

  test('answers and errors can be read by those that the configuration names', async () => {
    const open = await startTestApi({ API_ORIGINS: `${shop}, https://other.example` });
    try {
      expect(await readers(open, shop)).toEqual([shop, shop, shop]);
      expect(await readers(open, 'https://evil.example')).toEqual([null, null, null]);
      const headers = { Origin: shop, 'Access-Control-Request-Headers': 'authorization,idempotency-key' };
      const allowed = await open.ask('OPTIONS /v1/greetings', { token: null, headers });
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('access-control-allow-headers')).toContain('idempotency-key');
    } finally {
      await open.close();
    }
  });
});
