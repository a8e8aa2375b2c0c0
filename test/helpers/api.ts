import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi } from '#root/api/server.js';
import type { SenderOptions } from '#root/api/webhooks/sender.js';
import { type Container, createContainer } from '#root/app/container.js';
import { type Concurrency, startStepWorkers } from '#root/app/start-workers.js';
import { loadConfig } from '#root/config.js';
import { type NewApiKey, scopes } from '#root/jobs/api-keys.js';
import { quietLogger as logger } from './logger.js';
import { freshVariables } from './services.js';

/** Answer of the API, with its body read. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any part of it.
  body: any;
}

export interface AskOptions {
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** By default that of the rig's key. Null sends none. */
  token?: string | null;
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;

/** Starts the API with its own database, queues and store, and creates a key that may do everything. */
export async function startTestApi(variables: Record<string, string> = {}, webhooks?: SenderOptions) {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const env: Record<string, string> = {
    ...(await freshVariables()),
    STORAGE_DIR: join(dir, 'storage'),
    DELIVERY_DIR: join(dir, 'out'),
    API_SECRET: 'a secret of the tests, long enough',
    ...variables,
  };
  const container: Container = createContainer({ config: loadConfig({ env }), logger });
  const server = await startApi(container, 0, webhooks);

  const createKey = (given: Partial<NewApiKey> = {}) =>
    container.apiKeys.create({ name: 'test', scopes: [...scopes], rate: 100_000, openMax: 1_000, ...given });
  const { apiKey, token } = await createKey();

  return {
    url: server.url,
    env,
    container,
    apiKey,
    token,
    createKey,

    /** Sends a request, e.g. `ask('POST /v1/greetings', { body })`. */
    async ask(route: string, options: AskOptions = {}): Promise<ApiAnswer> {
      const [method = 'GET', path = '/'] = route.split(' ');
      const bearer = options.token === undefined ? token : options.token;
      const response = await fetch(server.url + path, {
        method,
        headers: {
          ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
          ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...options.headers,
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },

    /** Stores a file of this content under the key. */
    async put(key: string, content: string | Buffer): Promise<void> {
      await writeFile(join(dir, 'content'), content);
      await (await container.store()).put(key, join(dir, 'content'));
    },

    /** Starts real workers in this process. They end with the API. */
    startWorkers: (queues: Concurrency = { tts: 2, montage: 1, deliver: 2, greeting: 4 }) =>
      startStepWorkers(container, queues),

    async close(): Promise<void> {
      await server.close();
      await container.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
