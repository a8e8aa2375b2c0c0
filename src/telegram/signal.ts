import type { Api } from 'grammy';

export type TelegramSignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** Returns the signal as grammY's type, which comes from a polyfill of Node's own `AbortSignal`. */
export function telegramSignal(signal: AbortSignal): TelegramSignal {
  return signal as unknown as TelegramSignal;
}
