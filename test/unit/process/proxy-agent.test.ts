import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { proxyAgentFor } from '#root/process/proxy-agent.js';

const proxiesOf = (env: NodeJS.ProcessEnv) =>
  loadConfig({ env: { DATABASE_URL: 'postgresql://host/db', ...env } }).proxies;
const both = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'plain:2' };

describe('a request goes', () => {
  test('directly if no variable names a proxy', () => {
    expect(proxyAgentFor('https://api.telegram.org', proxiesOf({}))).toBeUndefined();
    expect(proxyAgentFor('http://s3', proxiesOf({ HTTPS_PROXY: 'http://proxy' }))).toBeUndefined();
  });

  test('through the proxy of its protocol', () => {
    const secure = proxyAgentFor('https://api.telegram.org', proxiesOf(both)) as HttpsProxyAgent<string>;
    const plain = proxyAgentFor('http://s3', proxiesOf(both)) as HttpProxyAgent<string>;
    expect([secure, plain]).toEqual([expect.any(HttpsProxyAgent), expect.any(HttpProxyAgent)]);
    expect([secure.proxy.host, plain.proxy.host]).toEqual(['secure:1', 'plain:2']);
  });

  test('through a proxy that is named in lower case', () => {
    const proxies = proxiesOf({ https_proxy: 'http://secure:1', no_proxy: 'other.test', NO_PROXY: '' });
    expect(proxyAgentFor('https://api.telegram.org', proxies)).toBeDefined();
    expect(proxyAgentFor('https://other.test', proxies)).toBeUndefined();
  });

  test.each([
    ['telegram.org', true],
    ['.telegram.org', true],
    ['*.telegram.org', true],
    ['API.Telegram.org', true],
    ['first.test, api.telegram.org:443', true],
    ['*', true],
    ['gram.org', false],
    ['api.telegram.org:80', false],
    ['telegram.org.test', false],
    ['', false],
  ])('directly with NO_PROXY "%s": %s', (none, isDirect) => {
    const agent = proxyAgentFor('https://api.telegram.org', proxiesOf({ ...both, NO_PROXY: none }));
    expect(agent === undefined).toBe(isDirect);
  });

  test.each(['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000'])('directly to %s', (address) => {
    expect(proxyAgentFor(address, proxiesOf(both))).toBeUndefined();
  });
});

test('an address of a proxy must be usable, and its password is a secret', () => {
  expect(() => proxiesOf({ HTTPS_PROXY: 'socks5://proxy:1080' })).toThrow('HTTPS_PROXY: is not an address');
  const env = { DATABASE_URL: 'postgresql://host/db', HTTP_PROXY: 'http://user:pa%40ss@proxy' };
  expect(loadConfig({ env }).secrets).toEqual(['pa%40ss', 'pa@ss']);
});
