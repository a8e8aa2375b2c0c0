import { setTimeout as sleep } from 'node:timers/promises';

export interface ServedUpdate {
  update_id: number;
  /** What is sent in place of the update. */
  as?: unknown;
  message?: { chat: { id: number } };
  edited_message?: { chat: { id: number } };
  my_chat_member?: { chat: { id: number } };
  inline_query?: object;
  callback_query?: { id: string; from: object; message: { chat: { id: number } }; chat_instance: string; data: string };
}

/** What Telegram knows about the address that updates are sent to: https://core.telegram.org/bots/api#webhookinfo */
export interface WebhookInfo {
  url: string;
  secret?: string;
  allowedUpdates?: unknown;
  lastError?: { date: number; message: string };
}

const RETRY_MS = 50;

/** Sends updates to the address, those of a chat one after the other, again until it answers 200. */
export function createWebhookSender(confirm: (update: ServedUpdate) => void) {
  let webhook: WebhookInfo = { url: '' };
  const chats = new Map<number, Promise<void>>();

  async function send(update: ServedUpdate): Promise<void> {
    while (webhook.url !== '') {
      const status = await post(webhook, update);
      if (status === 200) return confirm(update);
      const message = status === undefined ? 'Connection refused' : `Wrong response from the webhook: ${status}`;
      webhook.lastError = { date: (webhook.lastError?.date ?? 0) + 1, message };
      await sleep(RETRY_MS);
    }
  }

  return {
    info: () => webhook,

    /** Sets the address and sends what waits. An empty one stops the sending. */
    set(given: WebhookInfo, waiting: readonly ServedUpdate[]): void {
      const isNew = given.url !== webhook.url;
      webhook = given;
      if (isNew) for (const update of waiting) this.send(update);
    },

    send(update: ServedUpdate): void {
      if (webhook.url === '') return;
      const id = (update.message ?? update.callback_query?.message)?.chat.id ?? 0;
      chats.set(
        id,
        (chats.get(id) ?? Promise.resolve()).then(() => send(update)),
      );
    },
  };
}

/** Returns the status of the answer, or undefined without one. */
async function post({ url, secret = '' }: WebhookInfo, update: object): Promise<number | undefined> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) }).catch(() => undefined);
  return response?.status;
}
