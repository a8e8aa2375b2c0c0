import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Proxies } from '#root/config/proxy.js';
import { UnavailableError } from '#root/errors.js';
import { proxyAgentFor } from '#root/process/proxy-agent.js';

export interface RequestOptions {
  proxies: Proxies;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

const MOST_REDIRECTS = 5;
// A server that sends nothing for so long does not answer any more.
const SILENCE_MS = 30_000;

/**
 * Sends a GET request, follows redirects, each through the proxy of its address, and returns the response before its
 * body is read. Throws `UnavailableError` (DOWNLOAD_FAILED) if the server cannot be reached.
 */
export async function request(address: string, options: RequestOptions): Promise<IncomingMessage> {
  let url = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await send(url, options);
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) return response;
    response.destroy();
    url = new URL(headers.location, url).href;
  }
  throw new UnavailableError('DOWNLOAD_FAILED', `${address} leads in circles`);
}

function send(url: string, { proxies, headers = {}, signal }: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { get } = url.startsWith('https:') ? https : http;
    const agent = proxyAgentFor(url, proxies);
    // A compressed archive would only be compressed again, and its ranges would be other ones.
    const call = get(url, {
      signal,
      headers: { 'accept-encoding': 'identity', 'user-agent': 'zdravitsa', ...headers },
      ...(agent === undefined ? {} : { agent }),
    });
    call.setTimeout(SILENCE_MS, () => call.destroy(new Error(`nothing arrived for ${SILENCE_MS} ms`)));
    call.once('response', resolve);
    call.once('error', (cause) => {
      const { host } = new URL(url);
      reject(new UnavailableError('DOWNLOAD_FAILED', `${host} does not answer: ${cause.message}`, { cause }));
    });
  });
}
