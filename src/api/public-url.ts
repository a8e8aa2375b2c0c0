import type { Context } from 'hono';
import type { Config } from '#root/config.js';

/** Returns the address at which the API is reached, without a slash at the end: PUBLIC_URL, or that of the request. */
export function publicUrl({ req }: Context, { api }: Pick<Config, 'api'>): string {
  return api.publicUrl ?? new URL(req.url).origin;
}
