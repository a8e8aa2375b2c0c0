import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isAbsolute } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ledger } from './ledger.js';
import { type ChatRules, chatOf, methods, render } from './methods.js';
import { BotApiRefusal } from './refusal.js';
import { readParameters } from './request.js';
import { createWebhookSender, type ServedUpdate, type WebhookInfo } from './webhook.js';

/**
 * Failure of a call: an error, no answer, or a connection that ends before or after the server has acted. After `refuse`
 * no connection is accepted for a moment.
 */
export type Fault =
  | { status: 429; retryAfter: number }
  | { status: 502 }
  | { status: 400; description: string; movedTo?: number }
  | 'drop-before'
  | 'drop-after'
  | 'refuse'
  | 'hang';

/** A call, with what tells it from others. A file is handed out by the method `download`. */
export interface FaultyCall {
  method: string;
  chatId: string;
  text: string | undefined;
  fileId: string | undefined;
}

export interface BotApiServerOptions {
  token: string;
  /** By default every chat is open. */
  stateOf?: ChatRules['stateOf'];
  /** Returns the failure of a call, if any. */
  fault?: (call: FaultyCall) => Fault | undefined;
}

export interface BotApiServer {
  apiRoot: string;
  ledger: Ledger;
  /** Sends a text from a person to the bot. Returns the id of the message. */
  say(
    chatId: string,
    text: string,
    from?: { language_code?: string; messageId?: number; reply_to_message?: object },
  ): number;
  /**
   * Presses a button under a message, by default under the last one that has such a button. Returns the toasts that the
   * bot answers with.
   */
  press(
    chatId: string,
    data: string,
    options?: { messageId?: number; language_code?: string; userId?: number },
  ): string[];
  /** Types words after the bot's name in any chat. Returns the id of the query. */
  ask(userId: string, query: string, options?: { offset?: string; language_code?: string }): string;
  /** Reports that the bot was added to a chat, or removed from it: https://core.telegram.org/bots/api#chatmemberupdated */
  changeMembership(chatId: string, from: string, to: string): void;
  /** Changes the text of a person's message. */
  edit(chatId: string, messageId: number, text: string, others?: object): void;
  /** Sends another kind of message from a person to the bot, e.g. a photo. Returns the message. */
  send(chatId: string, content: object): object;
  /** Gives the bot an update as it is, however wrong. */
  serve(update: unknown): void;
  /** Stores a file that a person has sent; its downloads wait for `handedOut`. Returns its id. */
  addFile(content: Uint8Array, handedOut?: Promise<unknown>): string;
  /** Current and highest number of simultaneous downloads. */
  downloads: { now: number; peak: number };
  /** What a test may change while the server runs. */
  world: {
    /** Whether another process fetches the updates. */
    isPolledElsewhere: boolean;
    fault: NonNullable<BotApiServerOptions['fault']>;
    /** Ids of users who are admins of every group. */
    admins: Set<number>;
  };
  /** Current and highest number of simultaneous long polls. */
  polls: { now: number; peak: number };
  /** Number of polls refused because another process polls. */
  conflicts(): number;
  /** Number of updates that the bot has not confirmed. */
  unconfirmed(): number;
  /** Delivers all confirmed updates once more. */
  redeliver(): void;
  /** The address that updates are sent to, empty if the bot polls. */
  webhook(): WebhookInfo;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const REFUSING_MS = 200;
const POLL_MS = 20;
const LARGEST_DOWNLOAD = 20_000_000;
const LONGEST_POLL_SECONDS = 2;

/** Starts a Bot API server that works as its public documentation says and records the messages of every chat. */
export async function startBotApiServer({
  token,
  stateOf = () => 'open',
  fault = () => undefined,
}: BotApiServerOptions): Promise<BotApiServer> {
  const ledger = new Ledger();
  const updates: ServedUpdate[] = [];
  const confirmed: ServedUpdate[] = [];
  const webhook = createWebhookSender((update) => {
    if (updates.includes(update)) confirmed.push(...updates.splice(updates.indexOf(update), 1));
  });
  let nextUpdateId = 1;
  let conflicts = 0;

  const sent = new Map<string, { content: Uint8Array; handedOut: Promise<unknown> | undefined }>();
  const downloads = { now: 0, peak: 0 };
  const polls = { now: 0, peak: 0 };
  const world: BotApiServer['world'] = { isPolledElsewhere: false, fault, admins: new Set() };

  function messageOf(chatId: string, content: object, language_code = 'ru') {
    return {
      date: Math.floor(Date.now() / 1_000),
      chat: chatOf(chatId),
      from: { id: Math.abs(Number(chatId)), is_bot: false, first_name: 'Test', language_code },
      ...content,
    };
  }

  function receive(content: Omit<ServedUpdate, 'update_id'>): void {
    const update = { update_id: nextUpdateId++, ...content };
    updates.push(update);
    webhook.send(update);
  }

  /** https://core.telegram.org/bots/api#setwebhook */
  function setWebhook({ url = '', secret_token, allowed_updates: allowedUpdates }: Record<string, unknown>): boolean {
    if (url !== '' && !/^https?:/.test(String(url)))
      throw new BotApiRefusal(400, 'Bad Request: bad webhook: wrong URL');
    webhook.set({ url: String(url), secret: String(secret_token), allowedUpdates }, updates);
    return true;
  }

  function webhookInfo(): object {
    const { url, lastError } = webhook.info();
    const failed = lastError && { last_error_date: lastError.date, last_error_message: lastError.message };
    return { url, has_custom_certificate: false, pending_update_count: updates.length, ...failed };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, bot = '', method = '', ...rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (bot === 'file' && method === `bot${token}`) return handOut(rest.join('/'), request, response);
    const parameters = await readParameters(request);
    if (bot !== `bot${token}`)
      return answer(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' });
    if (method === 'getUpdates' && (world.isPolledElsewhere || webhook.info().url !== '')) {
      conflicts += 1;
      const description = world.isPolledElsewhere
        ? 'Conflict: terminated by other getUpdates request'
        : "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
      return answer(response, 409, { ok: false, error_code: 409, description });
    }
    const { scope } = parameters.fields as { scope?: { chat_id?: number } };
    const chatId = String(parameters.fields.chat_id ?? scope?.chat_id);
    const { text, file_id: fileId } = parameters.fields as { text?: string; file_id?: string };
    const wrong = world.fault({ method, chatId, text, fileId });
    const record = (outcome: number | 'dropped') => {
      if (method !== 'getUpdates') ledger.calls.push({ method, chatId, outcome });
    };
    if (wrong === 'hang') return;
    if (wrong === 'drop-before' || wrong === 'refuse') {
      record('dropped');
      return drop(wrong, request);
    }
    if (typeof wrong === 'object') {
      record(wrong.status);
      if (wrong.status === 502) return answer(response, 502, '<html><body>502 Bad Gateway</body></html>');
      if (wrong.status === 400) {
        const { description, movedTo: migrate_to_chat_id } = wrong;
        return answer(response, 400, { ok: false, error_code: 400, description, parameters: { migrate_to_chat_id } });
      }
      const parameters = { retry_after: wrong.retryAfter };
      return answer(response, 429, {
        ok: false,
        error_code: 429,
        description: `Too Many Requests: retry after ${wrong.retryAfter}`,
        parameters,
      });
    }
    const { status, body } =
      method === 'getUpdates'
        ? { status: 200, body: { ok: true, result: await poll(parameters.fields, response) } }
        : act(method, parameters);
    if (wrong === 'drop-after') {
      record('dropped');
      return drop(wrong, request);
    }
    record(status);
    answer(response, status, body);
  }

  async function handOut(fileId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = sent.get(fileId);
    downloads.peak = Math.max(downloads.peak, ++downloads.now);
    response.once('close', () => downloads.now--);
    const wrong = world.fault({ method: 'download', chatId: '', text: undefined, fileId });
    if (typeof wrong === 'object') return answer(response, wrong.status, 'made to fail');
    if (wrong === 'drop-before' || wrong === 'refuse') return drop(wrong, request);
    await file?.handedOut;
    response.writeHead(file === undefined ? 404 : 200, { 'content-length': file?.content.length ?? 0 });
    if (wrong === 'drop-after') response.write(file?.content.slice(0, -1), () => request.socket.destroy());
    else response.end(file?.content);
  }

  function drop(fault: Fault, request: IncomingMessage): void {
    request.socket.destroy();
    if (fault !== 'refuse') return;
    const { port } = server.address() as AddressInfo;
    server.close(() => setTimeout(() => server.listen(port, HOST), REFUSING_MS));
    server.closeAllConnections();
  }

  function getFile({ file_id }: Record<string, unknown>): object {
    const id = String(file_id);
    if (!sent.has(id) && !isAbsolute(id))
      throw new BotApiRefusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    // https://core.telegram.org/bots/api#getfile
    if ((sent.get(id)?.content.length ?? 0) > LARGEST_DOWNLOAD)
      throw new BotApiRefusal(400, 'Bad Request: file is too big');
    return { file_id: id, file_unique_id: id, file_path: id };
  }

  function act(
    method: string,
    parameters: Parameters<NonNullable<(typeof methods)[string]>>[0],
  ): { status: number; body: object } {
    try {
      const own = { getFile, setWebhook, deleteWebhook: () => setWebhook({}), getWebhookInfo: webhookInfo };
      const ownWork = own[method as keyof typeof own];
      if (ownWork !== undefined) return { status: 200, body: { ok: true, result: ownWork(parameters.fields) } };
      const work = methods[method];
      if (work === undefined) throw new BotApiRefusal(404, 'Not Found: method not found');
      return {
        status: 200,
        body: { ok: true, result: work(parameters, { ledger, rules: { stateOf, admins: world.admins } }) },
      };
    } catch (error) {
      if (!(error instanceof BotApiRefusal)) throw error;
      const { status, description } = error;
      return { status, body: { ok: false, error_code: status, description } };
    }
  }

  /** https://core.telegram.org/bots/api#getupdates */
  async function poll(
    { offset, timeout, limit }: Record<string, unknown>,
    response: ServerResponse,
  ): Promise<object[]> {
    if (Number(timeout ?? 0) > 0) {
      polls.peak = Math.max(polls.peak, ++polls.now);
      response.once('close', () => polls.now--);
    }
    const from = Number(offset ?? 0);
    while (updates[0] !== undefined && updates[0].update_id < from) confirmed.push(...updates.splice(0, 1));
    const until = performance.now() + Math.min(Number(timeout ?? 0), LONGEST_POLL_SECONDS) * 1_000;
    while (updates.length === 0 && performance.now() < until) await sleep(POLL_MS);
    return updates.slice(0, Number(limit ?? 100)).map((update) => ('as' in update ? update.as : update) as object);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  // Else it would close a connection just when a slow test calls again.
  server.keepAliveTimeout = 0;
  server.listen(0, HOST);
  await once(server, 'listening');

  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    say(chatId, text, { language_code = 'ru', messageId, reply_to_message } = {}) {
      const { messageId: message_id } = messageId === undefined ? ledger.add(chatId, { text }) : { messageId };
      const content = {
        message_id,
        text,
        ...(reply_to_message === undefined ? {} : { reply_to_message }),
        ...(text.startsWith('/')
          ? { entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length }] }
          : {}),
      };
      receive({ message: messageOf(chatId, content, language_code) });
      return message_id;
    },
    changeMembership(chatId, before, now) {
      const { from, chat, date } = messageOf(chatId, {});
      const member = (status: string) => ({ status, user: { id: 1, is_bot: true, first_name: 'Zdravitsa' } });
      const change = { chat, from, date, old_chat_member: member(before), new_chat_member: member(now) };
      receive({ my_chat_member: change });
    },
    edit(chatId, messageId, text, others = {}) {
      ledger.replace(chatId, { messageId, text });
      receive({ edited_message: messageOf(chatId, { message_id: messageId, edit_date: 1, text, ...others }) });
    },
    send(chatId, content) {
      const message = messageOf(chatId, { message_id: ledger.add(chatId, {}).messageId, ...content });
      receive({ message });
      return message;
    },
    press(chatId, data, { messageId, language_code, userId } = {}) {
      const shown = ledger.messages(chatId).findLast(({ buttons }) => buttons?.some((button) => button.data === data));
      const known =
        messageId === undefined ? (shown ?? ledger.messages(chatId).at(-1)) : ledger.find(chatId, messageId);
      const message = known ?? ledger.add(chatId, { text: '' });
      const id = String(nextUpdateId);
      ledger.presses.set(id, []);
      const { from, chat } = messageOf(chatId, {}, language_code);
      const answered = message.repliesTo === undefined ? undefined : ledger.find(chatId, message.repliesTo);
      const sent = {
        ...render(chatId, message),
        chat,
        ...(answered === undefined ? {} : { reply_to_message: { ...render(chatId, answered), chat, from } }),
      };
      const presser = userId === undefined ? from : { ...from, id: userId };
      receive({ callback_query: { id, from: presser, message: sent, chat_instance: '1', data } });
      return ledger.presses.get(id) ?? [];
    },
    ask(userId, query, { offset = '', language_code } = {}) {
      const id = String(nextUpdateId);
      const { from } = messageOf(userId, {}, language_code);
      receive({ inline_query: { id, from, query, offset, chat_type: 'private' } });
      return id;
    },
    serve(update) {
      const id = nextUpdateId++;
      const isObject = typeof update === 'object' && update !== null && !('update_id' in update);
      updates.push({ update_id: id, as: isObject ? { update_id: id, ...update } : update });
    },
    addFile(content, handedOut) {
      const fileId = `sent-${sent.size}`;
      sent.set(fileId, { content, handedOut });
      return fileId;
    },
    downloads,
    polls,
    world,
    conflicts: () => conflicts,
    unconfirmed: () => updates.length,
    redeliver() {
      updates.unshift(...confirmed.splice(0));
      for (const update of updates) webhook.send(update);
    },
    webhook: webhook.info,
    async stop() {
      webhook.set({ url: '' }, []);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, status: number, body: object | string): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}
