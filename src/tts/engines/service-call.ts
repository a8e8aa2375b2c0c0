import { Agent, type Dispatcher, fetch, ProxyAgent, type Response } from 'undici';
import type { Proxies } from '#root/config/proxy.js';
import { AbortedError, StepError } from '#root/errors.js';
import { proxyFor } from '#root/process/proxy-agent.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import { type Confidential, refusalOf, unreachable } from '#root/tts/engines/service-errors.js';

/** What all services are called with. */
export interface ServiceDeps {
  proxies: Proxies;
  /** Time limit of a call until the end of its answer, in milliseconds. By default 30 s. */
  timeoutMs?: number | undefined;
}

export interface ServiceOptions extends ServiceDeps {
  /** Name of the service in messages. */
  name: string;
  /** Address to which requests append their paths. */
  baseUrl: string;
  /** Variables to correct if the service refuses access. */
  variables: string;
}

interface ServiceRequest extends Confidential {
  path?: string;
  headers: Record<string, string>;
  body: string;
}

export interface ServiceAnswer {
  /** Media type, in lower case and without parameters. Empty if the answer has none. */
  type: string;
  body: Buffer;
}

export interface Service {
  /**
   * Posts a request and returns the answer. Throws `SetupError` (SPEECH_UNAUTHORISED, SPEECH_QUOTA, SPEECH_UNTRUSTED) if
   * an operator must act, `UnavailableError` if the service is limited, out of order or does not answer in time,
   * `StepError` (SPEECH_FAILED) if it refuses the request, `AbortedError` if aborted. No message has a key or the text.
   */
  call(request: ServiceRequest, options: { signal: AbortSignal }): Promise<ServiceAnswer>;
  close(): Promise<void>;
}

export const SERVICE_TIMEOUT_MS = 30_000;
const CONNECT_MS = 10_000;
// The longest line takes some two minutes, which are 12 MB at 48 kHz.
const MOST_BYTES = 20_000_000;

/** Creates a caller of one service. */
export function createService(options: ServiceOptions): Service {
  const { name, baseUrl, proxies, timeoutMs = SERVICE_TIMEOUT_MS } = options;
  const dispatcher = dispatcherFor(baseUrl, proxies);

  return {
    async call({ path = '', headers, body, ...confidential }, { signal }) {
      if (signal.aborted) throw new AbortedError(signal.reason);
      const limited = timeoutSignal(timeoutMs, signal);
      try {
        // A redirect might lead the key to another host.
        const init = { method: 'POST', headers, body, redirect: 'manual', dispatcher, signal: limited } as const;
        const response = await fetch(baseUrl + path, init);
        const answer = { type: typeOf(response), body: await bodyOf(response, name) };
        if (!response.ok) throw refusalOf(response, answer.body, { ...options, ...confidential });
        return answer;
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw unreachable(error, { name, timedOut: limited.aborted, timeoutMs });
      }
    },

    close: () => dispatcher.destroy(),
  };
}

function dispatcherFor(baseUrl: string, proxies: Proxies): Dispatcher {
  const proxy = proxyFor(baseUrl, proxies);
  const connect = { timeout: CONNECT_MS };
  // Each call has its own connection: a service may close one that waits just when the next line is sent.
  const pipelining = 0;
  if (proxy === undefined) return new Agent({ connect, pipelining });
  // Proxies refuse tunnels to other ports than that of TLS.
  const proxyTunnel = baseUrl.startsWith('https:');
  return new ProxyAgent({ uri: proxy, proxyTunnel, requestTls: connect, pipelining });
}

function typeOf(response: Response): string {
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
  return type.trim().toLowerCase();
}

/** Reads the body, as far as it may be long. Leaving the loop ends the connection. */
async function bodyOf({ body }: Response, name: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new StepError('SPEECH_FAILED', `${name} sends more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
