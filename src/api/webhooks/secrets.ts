import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { createSealer } from '#root/process/sealer.js';

/** What a message is signed about. */
export interface Signed {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  body: string;
}

export type WebhookSecrets = ReturnType<typeof createWebhookSecrets>;

/** Why there are no webhooks. */
export const WEBHOOKS_OFF = 'this installation sends no webhooks: its operator has not set API_SECRET';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** Creates, seals and opens the secrets that messages are signed with. @param apiSecret value of API_SECRET */
export function createWebhookSecrets(apiSecret: string) {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', apiSecret, '', `zdravitsa ${use}`, 32));
  const sealer = createSealer(keyFor('webhook secrets'));
  const ofKeys = keyFor('secrets of API keys');
  return {
    /** Returns a new secret, as its receiver gets it. */
    create: () => PREFIX + randomBytes(SECRET_BYTES).toString('base64'),
    seal: sealer.seal,
    /** Returns undefined if API_SECRET was another one then. */
    open: sealer.open,
    /** Returns the secret for addresses that requests of a key name: always the same one. */
    ofKey: (apiKeyId: string) => PREFIX + createHmac('sha256', ofKeys).update(apiKeyId).digest('base64'),
  };
}

/** Returns the signature in the form of Standard Webhooks. */
export function signatureOf(secret: string, { id, timestamp, body }: Signed): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
