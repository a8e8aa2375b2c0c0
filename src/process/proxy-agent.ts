import type { Agent } from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Proxies } from '#root/config/proxy.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Returns the agent that leads requests for this address through a proxy, or undefined if they go there directly. */
export function proxyAgentFor(address: string, proxies: Proxies): Agent | undefined {
  const proxy = proxyFor(address, proxies);
  if (proxy === undefined) return undefined;
  const isHttps = new URL(address).protocol === 'https:';
  return isHttps ? new HttpsProxyAgent(proxy, { keepAlive: true }) : new HttpProxyAgent(proxy, { keepAlive: true });
}

/** Returns the address of the proxy for requests to this address, or undefined if they go there directly. */
export function proxyFor(address: string, { https, http, none }: Proxies): string | undefined {
  const { protocol, hostname, port } = new URL(address);
  const isHttps = protocol === 'https:';
  const proxy = isHttps ? https : http;
  if (proxy === undefined || LOOPBACK.test(hostname)) return undefined;
  return none.some((entry) => isMeant(entry, hostname, port || (isHttps ? '443' : '80'))) ? undefined : proxy;
}

/** Returns whether an entry of NO_PROXY means this host: itself, or its domain. */
function isMeant(entry: string, hostname: string, port: string): boolean {
  const { name = entry, number = port } = /^(?<name>.+):(?<number>\d+)$/.exec(entry)?.groups ?? {};
  const domain = name.replace(/^\*?\./, '');
  return name === '*' || (number === port && (hostname === domain || hostname.endsWith(`.${domain}`)));
}
