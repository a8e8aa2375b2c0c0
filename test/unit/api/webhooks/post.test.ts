import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPoster } from '#root/api/webhooks/post.js';

let server: Server;
let port: number;
let requests = 0;

beforeAll(async () => {
  server = createServer((_, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => server.close());

const proxies = { https: undefined, http: undefined, none: [] };
const posted = (url: string) => ({ url, headers: {}, body: '{}', timeoutMs: 5_000 });

test.each([
  '127.0.0.1',
  // The name is resolved for the connection, and the address is checked then.
  'localhost',
  '2130706433',
  '0x7f.1',
  '017700000001',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[2002:7f00:1::]',
  '[2001:db8::1]',
  '[::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  // The host of a virtual machine of Azure.
  '168.63.129.16',
])('does not connect to %s', async (host) => {
  const post = createPoster({ proxies, allowPrivate: false });
  for (const scheme of ['http', 'https']) {
    expect(await post(posted(`${scheme}://${host}:${port}/`))).toEqual({ code: 'ADDRESS_REFUSED' });
  }
  expect(requests).toBe(0);
});

test('connects to private addresses if they are allowed', async () => {
  const post = createPoster({ proxies, allowPrivate: true });
  for (const host of ['localhost', '127.0.0.1', '[::ffff:127.0.0.1]']) {
    expect(await post(posted(`http://${host}:${port}/`))).toMatchObject({ status: 200 });
  }
});

test('leads names through a proxy, but no numbers of hosts', async () => {
  const through = { ...proxies, http: `http://127.0.0.1:${port}` };
  const post = createPoster({ proxies: through, allowPrivate: false });
  const before = requests;
  expect(await post(posted('http://shop.example/'))).toMatchObject({ status: 200 });
  for (const host of ['10.0.0.1', '[fd00::1]', '2130706433']) {
    expect(await post(posted(`http://${host}/`))).toEqual({ code: 'ADDRESS_REFUSED' });
  }
  expect(requests).toBe(before + 1);
});
