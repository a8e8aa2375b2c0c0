import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen } from '#root/http/listen.js';

test('keeps an idle connection for longer than any load balancer does', async () => {
  const app = new Hono().get('/', ({ text }) => text('here'));
  const server = await listen(app, { host: '127.0.0.1', port: 0, errorCode: 'TEST', variables: 'PORT' });
  try {
    const { headers } = await fetch(server.url);
    const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(600);
  } finally {
    await server.close();
  }
});
