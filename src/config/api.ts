import { z } from 'zod';
import { isLoopback } from '#root/config/is-loopback.js';
import { count, list, port, type Refuse, type Values } from '#root/config/kinds.js';

export const apiVariables = {
  API_HOST: z.string().default('127.0.0.1'),
  API_PORT: port.default(3_080),
  // Whether requests without a key are answered, as those of the key `demo`, on this machine only.
  API_KEYLESS: z.stringbool().default(false),
  API_ORIGINS: list
    .refine((origins) => origins.every(isOrigin), 'needs origins such as https://shop.example, with commas in between')
    .optional(),
  API_BATCH_MAX: count.default(500),
  // Seals and derives the secrets of webhooks. Without it there are none.
  API_SECRET: z.string().min(32, 'needs 32 characters').optional(),
  WEBHOOK_PRIVATE_ADDRESSES: z.stringbool().default(false),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is not an address such as https://greetings.example' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
};

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

type ApiValues = Values<typeof apiVariables>;

export function checkApi(env: ApiValues, refuse: Refuse): void {
  if (env.API_KEYLESS && !isLoopback(env.API_HOST))
    refuse('API_KEYLESS', 'is possible only if API_HOST is localhost, 127.0.0.1 or ::1');
}

export function toApi(env: ApiValues) {
  return {
    host: env.API_HOST,
    port: env.API_PORT,
    /** Whether requests without a key are answered. */
    isKeyless: env.API_KEYLESS,
    /** Origins of other sites whose pages may read answers. */
    origins: env.API_ORIGINS ?? [],
    /** Most greetings of one batch. */
    batchMax: env.API_BATCH_MAX,
    webhooks: {
      /** Undefined: programs are not notified. */
      secret: env.API_SECRET,
      /** Whether addresses of private networks are allowed. */
      allowPrivate: env.WEBHOOK_PRIVATE_ADDRESSES,
    },
    /** Address at which others reach the API, without a slash at the end. Undefined: that of each request. */
    publicUrl: env.PUBLIC_URL,
  };
}
