import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { checkJson, isTooDeep } from '#root/api/check-json.js';

const nested = (levels: number) => Buffer.from(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

test('counts levels, and no brackets in texts', () => {
  expect(isTooDeep(nested(100))).toBe(false);
  expect(isTooDeep(nested(101))).toBe(true);
  expect(isTooDeep(Buffer.from('['.repeat(1_000_000)))).toBe(true);
  expect(isTooDeep(Buffer.from(JSON.stringify(Array(500).fill({ to: 'Anna' }))))).toBe(false);
  expect(isTooDeep(Buffer.from(JSON.stringify({ '"[': `\\"${'['.repeat(200)}`, '[\\': '{'.repeat(200) })))).toBe(false);
  expect(isTooDeep(Buffer.from(`{"a\\"${'['.repeat(200)}": ${'['.repeat(101)}`))).toBe(true);
});

const app = new Hono()
  .onError((error, context) => context.text(error.message, 400))
  .use(checkJson)
  .post('/', async (context) => context.text(await context.req.text()));

async function send(body: NonNullable<RequestInit['body']>, type = 'application/json'): Promise<string> {
  const response = await app.request('/', { method: 'POST', body, headers: { 'Content-Type': type } });
  return `${response.status} ${await response.text()}`;
}

test('refuses JSON in another encoding, and leaves other bodies alone', async () => {
  expect(await send('{"to":"Zoë"}')).toBe('200 {"to":"Zoë"}');
  const latin = Buffer.from('{"to":"Zo\xEB"}', 'latin1');
  expect(await send(latin)).toBe('400 the body is not in UTF-8');
  expect(await send(latin, 'Application/vnd.api+JSON; charset=utf-8')).toBe('400 the body is not in UTF-8');
  expect(await send(latin, 'text/csv')).toMatch(/^200/);
  expect(await send(new Uint8Array(nested(101)))).toMatch(/^400 .*levels/);
});
