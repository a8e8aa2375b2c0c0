import type { Agent } from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Proxies } from '#root/config/proxy.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Returns the agent that leads requests for this address through a proxy, or undefined if they go there directly. */
export function proxyAgentFor(address: string, { https, http, none }: Proxies): Agent | undefined {
  const { protocol, hostname, port } = new URL(address);
  const isHttps = protocol === 'https:';
  const proxy = isHttps ? https : http;
  if (proxy === undefined || LOOPBACK.test(hostname)) return undefined;
  if (none.some((entry) => isMeant(entry, hostname, port || (isHttps ? '443' : '80')))) return undefined;
  return isHttps ? new HttpsProxyAgent(proxy, { keepAlive: true }) : new HttpProxyAgent(proxy, { keepAlive: true });
}

/** Returns whether an entry of NO_PROXY means this host: itself, or its domain. */
function isMeant(entry: string, hostname: string, port: string): boolean {
  const { name = entry, number = port } = /^(?<name>.+):(?<number>\d+)$/.exec(entry)?.groups ?? {};
  const domain = name.replace(/^\*?\./, '');
  return name === '*' || (number === port && (hostname === domain || hostname.endsWith(`.${domain}`)));
}
