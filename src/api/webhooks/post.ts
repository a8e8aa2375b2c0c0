import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { Proxies } from '#root/config/proxy.js';
import { proxyAgentFor } from '#root/process/proxy-agent.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';

interface Posted {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}

/** What a receiver answered, or why there is no answer. */
export type PostOutcome = { status: number; retryAfterMs: number | undefined } | { code: string };

export type Post = (posted: Posted) => Promise<PostOutcome>;

export interface PosterOptions {
  proxies: Proxies;
  /** Whether addresses of private networks are allowed. */
  allowPrivate: boolean;
}

// More of an answer is not received.
const ANSWER_BYTES = 16_384;
const ADDRESS_REFUSED = 'ADDRESS_REFUSED';
// A public address that leads to the host of a virtual machine of Azure.
const HOST_OF_AZURE = '168.63.129.16';
// IPv6 addresses that stand for IPv4 ones (RFC 4291, 2.5.5.1), which the filter takes for public.
const ipv4Compatible = new BlockList();
ipv4Compatible.addSubnet('::', 96, 'ipv6');

/**
 * Creates the function that posts to addresses of strangers. An address is checked when its name is resolved for the
 * connection, so a name cannot change what it means after the check. Redirects are not followed.
 */
export function createPoster({ proxies, allowPrivate }: PosterOptions): Post {
  const filter = {
    allowPrivateIPAddress: allowPrivate,
    allowMetaIPAddress: allowPrivate,
    denyIPAddressList: allowPrivate ? [] : [HOST_OF_AZURE],
  };
  const agents = { 'http:': new RequestFilteringHttpAgent(filter), 'https:': new RequestFilteringHttpsAgent(filter) };

  /** Returns undefined if the address is refused. A proxy resolves names itself, so only they are led through it. */
  function agentFor(url: URL): Agent | undefined {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (!allowPrivate && ipv4Compatible.check(host, 'ipv6')) return undefined;
    const throughProxy = proxyAgentFor(url.href, proxies);
    if (throughProxy === undefined) return agents[url.protocol as keyof typeof agents];
    return isIP(host) !== 0 && !allowPrivate ? undefined : throughProxy;
  }

  return async ({ url: address, headers, body, timeoutMs }) => {
    const url = new URL(address);
    const agent = agentFor(url);
    if (agent === undefined) return { code: ADDRESS_REFUSED };
    const signal = timeoutSignal(timeoutMs);
    return new Promise((resolve) => {
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const length = { 'Content-Length': Buffer.byteLength(body) };
      const sent = send(url, { method: 'POST', headers: { ...headers, ...length }, agent, signal });
      sent.on('error', (error: NodeJS.ErrnoException) => resolve({ code: codeOf(error, signal) }));
      sent.on('response', (response) => {
        drain(response);
        resolve({ status: response.statusCode ?? 0, retryAfterMs: retryAfterOf(response.headers['retry-after']) });
      });
      sent.end(body);
    });
  };
}

/** Receives the rest of the answer, up to a limit, so that the receiver sees no broken connection. */
function drain(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > ANSWER_BYTES) response.destroy();
  });
  // The status is known, whatever becomes of the rest.
  response.on('error', () => {});
}

function codeOf({ code }: NodeJS.ErrnoException, signal: AbortSignal): string {
  if (signal.aborted) return 'TIMEOUT';
  // All errors of connections have codes; that of the filter has none.
  return code ?? ADDRESS_REFUSED;
}

/** Returns the time that the header asks to wait, in milliseconds. */
function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}
