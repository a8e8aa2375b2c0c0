/** @import { VerifyOptions } from './index.js' */

const PREFIX = 'whsec_';
const TOLERANCE_MS = 5 * 60_000;

/** A message that does not come from the holder of the secret, or is too old. */
export class WebhookError extends Error {
  /** @override */
  name = 'WebhookError';
}

/**
 * Returns the content of a webhook's message. Throws WebhookError if no signature fits, or if it was sent more than five
 * minutes ago or from now: Standard Webhooks.
 * @param {string} body exactly as it was received
 * @param {Headers | Record<string, string | string[] | undefined>} headers
 * @param {string} secret
 * @param {VerifyOptions} [options]
 * @returns {Promise<any>}
 */
export async function verifyWebhook(body, headers, secret, { now = Date.now(), toleranceMs = TOLERANCE_MS } = {}) {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  if (!(Math.abs(Number(timestamp) * 1_000 - now) <= toleranceMs)) {
    throw new WebhookError('webhook-timestamp is too old or too new');
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = fromBase64(secret.replace(PREFIX, ''));
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of signatures.split(' ')) {
    const [version, value] = signature.split(',');
    if (version !== 'v1' || value === undefined) continue;
    // Compares in constant time.
    if (await crypto.subtle.verify('HMAC', key, fromBase64(value), signed)) return JSON.parse(body);
  }
  throw new WebhookError('no signature fits');
}

/** @param {Headers | Record<string, string | string[] | undefined>} headers @param {string} name */
function headerOf(headers, name) {
  const entries = headers instanceof Headers ? headers.entries() : Object.entries(headers);
  const value = Object.fromEntries([...entries].map(([each, text]) => [each.toLowerCase(), text]))[name];
  if (typeof value !== 'string') throw new WebhookError(`${name} is missing`);
  return value;
}

/** @param {string} text */
function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch (cause) {
    throw new WebhookError('not base64', { cause });
  }
}
