import { setTimeout as sleep } from 'node:timers/promises';
import type { Transformer } from 'grammy';
import type { ChatLimits, Wish } from '#root/telegram/chat-limits.js';

export interface LimitOptions {
  limits: ChatLimits;
  /** Whether the calls give way to others, and never wait. */
  isSpare?: boolean;
}

type Refusal = Extract<Awaited<ReturnType<Parameters<Transformer>[0]>>, { ok: false }>;

// A longer wait is left to the caller, so that others are served meanwhile.
const PATIENCE_MS = 5_000;

/**
 * Returns a transformer for `api.config.use` that keeps Telegram's limits. A call that would have to wait for long is refused
 * as Telegram does it, with the time to wait. If Telegram refuses one, no process calls for its chat until that time.
 */
export function limitCalls({ limits, isSpare = false }: LimitOptions): Transformer {
  return async (call, method, payload, signal) => {
    const wish = wishOf(method, payload as Record<string, unknown>);
    if (wish === undefined) return call(method, payload, signal);
    const pause = (ms: number) => sleep(ms, undefined, { signal: signal as unknown as AbortSignal });
    const waitMs = isSpare ? await limits.spare(wish) : await limits.wait(wish, PATIENCE_MS, pause);
    if (waitMs > 0) return refusal(waitMs);
    const response = await call(method, payload, signal);
    const { chatId } = wish;
    const seconds = !response.ok && response.error_code === 429 ? response.parameters?.retry_after : undefined;
    if (chatId !== undefined && seconds !== undefined) await limits.block(chatId, seconds);
    return response;
  };
}

/** Returns what a call takes of the limits, or undefined if it sends and edits nothing. */
function wishOf(method: string, { chat_id, media }: Record<string, unknown>): Wish | undefined {
  if (!/^(send|edit|copy|forward)/.test(method) || method === 'sendChatAction') return undefined;
  const messages = method === 'sendMediaGroup' && Array.isArray(media) ? media.length : 1;
  return { chatId: chat_id === undefined ? undefined : String(chat_id), messages };
}

function refusal(waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1_000);
  const description = `Too Many Requests: retry after ${seconds}`;
  return { ok: false, error_code: 429, description, parameters: { retry_after: seconds } };
}
