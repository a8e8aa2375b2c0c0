import type { Agent } from 'node:http';
import type { ApiClientOptions } from 'grammy';

/** A Bot API server, and the way to it. */
export interface TelegramServer {
  apiRoot: string;
  /** Leads through a proxy, if there is one. */
  agent?: Agent | undefined;
}

/** Returns the options of grammY's client for this server. */
export function clientOptions({ apiRoot, agent }: TelegramServer, timeoutSeconds: number): ApiClientOptions {
  return { apiRoot, timeoutSeconds, ...(agent === undefined ? {} : { baseFetchConfig: { agent } }) };
}
