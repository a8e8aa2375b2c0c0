import type { Schemas } from './schemas.js';

/** What the API sends and takes under this name in its description. */
type Of<Name extends string> = Name extends keyof Schemas ? Schemas[Name] : Record<string, unknown>;

export type Greeting = Of<'Greeting'>;
export type GreetingOrder = Of<'GreetingOrder'>;
export type GreetingDraft = Of<'GreetingDraft'>;
export type Page<Item> = { items: Item[]; nextCursor: string | null };
export type Batch = Of<'Batch'>;
export type Webhook = Of<'Webhook'>;

export interface ClientOptions {
  /** Address of the server, such as `http://127.0.0.1:3080`. */
  baseUrl: string;
  /** `zdr_…`. May be left out where the server answers without one. */
  key?: string;
  /** Instead of the global one. */
  fetch?: typeof globalThis.fetch;
  /** How often a request is repeated that the server refuses for now (429, 503) or does not answer. By default 5. */
  retries?: number;
}

export interface CreateOptions {
  /** The same key with the same content returns what the first request made. By default a new one. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export interface WaitOptions {
  signal?: AbortSignal;
  onProgress?: (greeting: Greeting) => void;
  /** By default 1,000. */
  intervalMs?: number;
}

export type GreetingEvent =
  | { type: 'progress'; data: Pick<Greeting, 'id' | 'status' | 'run' | 'step' | 'progress'> }
  /** Null if the greeting was deleted. */
  | { type: 'end'; data: Greeting | null };

export interface PageQuery {
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/** Every method throws ApiError for any answer other than success. */
export interface Client {
  greetings: {
    create(order: GreetingOrder, options?: CreateOptions): Promise<Greeting>;
    /** Returns what the order would become, and orders nothing. */
    check(order: GreetingOrder): Promise<GreetingDraft>;
    get(id: string): Promise<Greeting>;
    list(query?: PageQuery & { status?: Greeting['status']; batch?: string }): Promise<Page<Greeting>>;
    cancel(id: string): Promise<Greeting>;
    retry(id: string): Promise<Greeting>;
    /** Deletes names, texts and files. */
    delete(id: string): Promise<void>;
    /** Returns the answer whose body is the MP4. */
    video(id: string): Promise<Response>;
    /** Returns the greeting when it has ended, whatever the outcome. */
    wait(id: string, options?: WaitOptions): Promise<Greeting>;
    /** Yields each change until the greeting has ended. */
    stream(id: string, options?: { signal?: AbortSignal }): AsyncGenerator<GreetingEvent, void>;
  };
  uploads: {
    /** Stores a photo, a recording or a clip. Its id is for `photos` or `recording` of an order. */
    create(file: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Of<'Upload'>>;
  };
  previews: {
    /** Returns a JPEG of the title and the first line. */
    create(order: GreetingOrder): Promise<Blob>;
  };
  batches: {
    create(batch: Of<'BatchOrder'>, options?: CreateOptions): Promise<Of<'BatchReceipt'>>;
    /** Takes a table with a header. */
    createFromCsv(csv: string | Blob, options?: CreateOptions): Promise<Of<'BatchReceipt'>>;
    /** Returns what the rows would become, and orders nothing. */
    check(batch: Of<'BatchOrder'>): Promise<Of<'BatchPreview'>>;
    get(id: string): Promise<Batch>;
    list(query?: PageQuery): Promise<Page<Batch>>;
    items(id: string, query?: PageQuery & { status?: Greeting['status'] }): Promise<Of<'BatchItemPage'>>;
    /** Returns what became of each row, as CSV. */
    results(id: string): Promise<string>;
    /** Returns the answer whose body is a ZIP of the videos that are ready. */
    videos(id: string): Promise<Response>;
    cancel(id: string): Promise<Of<'ChangedBatch'>>;
    retryFailed(id: string): Promise<Of<'ChangedBatch'>>;
  };
  webhooks: {
    create(webhook: Of<'NewWebhook'>): Promise<Of<'WebhookWithSecret'>>;
    list(): Promise<Of<'WebhookList'>>;
    delete(id: string): Promise<void>;
    /** Returns the webhook with its new secret. The earlier one is used beside it for a day. */
    rotate(id: string): Promise<Of<'WebhookWithSecret'>>;
    /** Sends a ping. */
    test(id: string): Promise<Of<'WebhookDelivery'>>;
    deliveries(id: string, query?: PageQuery): Promise<Page<Of<'WebhookDelivery'>>>;
    retryDelivery(id: string): Promise<Of<'WebhookDelivery'>>;
    /** Returns the secret for the `webhookUrl` of orders. */
    secret(): Promise<Of<'WebhookSecret'>>;
  };
  /** Templates, voices, formats and limits. */
  catalog(): Promise<Of<'Catalog'>>;
  /** The key, its scopes and what is left of its limits. */
  me(): Promise<Of<'Me'>>;
}

export function createClient(options: ClientOptions): Client;

/** An answer other than success. */
export class ApiError extends Error {
  readonly status: number;
  /** Names the error: docs/api.md lists all. */
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { pointer: string; code: string; detail: string }[];
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
}

export interface VerifyOptions {
  /** By default the present. */
  now?: number;
  /** By default five minutes. */
  toleranceMs?: number;
}

/** A message that does not come from the holder of the secret, or is too old. */
export class WebhookError extends Error {}

/**
 * Returns the content of a webhook's message. Throws WebhookError if no signature fits, or if it is older than five
 * minutes. @param body exactly as it was received
 */
export function verifyWebhook(
  body: string,
  headers: Headers | Record<string, string | string[] | undefined>,
  secret: string,
  options?: VerifyOptions,
  // biome-ignore lint/suspicious/noExplicitAny: the type of the message says what its data is.
): Promise<{ type: string; timestamp: string; data: any }>;
