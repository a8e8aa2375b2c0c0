/** @import { ClientOptions } from './index.js' */
/** @import { Schemas } from './schemas.js' */

/**
 * @typedef {object} Sent
 * @property {Record<string, unknown> | undefined} [query] undefined values are left out
 * @property {unknown} [json] sent as JSON
 * @property {string | Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | undefined} [body] sent as it is
 * @property {Record<string, string> | undefined} [headers]
 * @property {AbortSignal | undefined} [signal]
 */

const BASE_WAIT_MS = 500;
const MAX_WAIT_MS = 60_000;

/** An answer other than success: RFC 9457. */
export class ApiError extends Error {
  /** @param {Response} response @param {Partial<Schemas['Problem']>} problem */
  constructor(response, { code = 'UNKNOWN', detail = response.statusText, errors = [], requestId }) {
    super(`${code}: ${detail}`);
    this.name = 'ApiError';
    this.status = response.status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.requestId = requestId ?? response.headers.get('x-request-id') ?? undefined;
    this.retryAfterMs = retryAfterMs(response);
  }
}

/**
 * Returns the function that sends requests. It repeats those that the server refused for now (429, 503) or did not
 * answer, if a repetition is harmless. It throws ApiError for any other answer than success.
 * @param {ClientOptions} options
 */
export function createSender({ baseUrl, key, fetch: send = globalThis.fetch, retries = 5 }) {
  const base = baseUrl.replace(/\/+$/, '');

  /**
   * @param {string} route such as `GET /v1/me`
   * @param {Sent} [sent]
   * @returns {Promise<Response>}
   */
  return async function request(route, { query = {}, json, body, headers, signal } = {}) {
    const [method = 'GET', path = '/'] = route.split(' ');
    const known = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(Object.fromEntries(known.map(([name, value]) => [name, String(value)])));
    const url = `${base}${path}${search.size === 0 ? '' : `?${search}`}`;
    const content = json === undefined ? body : JSON.stringify(json);
    const init = {
      method,
      headers: {
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
      ...(signal === undefined ? {} : { signal }),
    };
    const isRepeatable = method !== 'POST' || headers?.['Idempotency-Key'] !== undefined;
    for (let count = 0; ; count += 1) {
      const mayRepeat = count < retries;
      const response = await send(url, init).catch((error) => {
        if (signal?.aborted || !isRepeatable || !mayRepeat) throw error;
      });
      if (response?.ok) return response;
      // The server has done nothing if it refused for now, so this may always be repeated.
      const isForNow = response === undefined || response.status === 429 || response.status === 503;
      if (response !== undefined && !(isForNow && mayRepeat)) throw await toError(response);
      await response?.body?.cancel();
      await pause((response && retryAfterMs(response)) ?? BASE_WAIT_MS * 2 ** count, signal);
    }
  };
}

/** @param {Response} response */
async function toError(response) {
  const text = await response.text();
  try {
    return new ApiError(response, JSON.parse(text));
  } catch {
    return new ApiError(response, {});
  }
}

/** @param {Response} response */
function retryAfterMs({ headers }) {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) ? undefined : seconds * 1_000;
}

/**
 * Waits. Throws the reason of the signal if it is aborted.
 * @param {number} ms @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      },
      Math.min(ms, MAX_WAIT_MS),
    );
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
