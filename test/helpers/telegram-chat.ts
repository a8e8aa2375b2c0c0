import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Channel, DeliverOptions, Recipient } from '#root/delivery/channel.js';
import { createTelegramChannel } from '#root/delivery/telegram.js';
import { type BotApiServer, type BotApiServerOptions, type Fault, startBotApiServer } from './bot-api/server.js';
import { quietLogger as logger } from './logger.js';

const TOKEN = '123:secret';
const CHAT_ID = '7';
const VIDEO = { videoKey: 'video/x.mp4', posterKey: 'poster/x.jpg', width: 720, height: 1280, durationMs: 12_400 };

/** A chat, and the row of a greeting that goes to it. */
export interface TelegramChat {
  server: BotApiServer;
  /** What the row knows. */
  row: Recipient;
  /** Starts the server; returns the channel that talks to it. */
  start(options?: Partial<BotApiServerOptions>): Promise<Channel>;
  deliver(channel: Channel, changed?: Partial<DeliverOptions>): ReturnType<Channel['deliver']>;
  reportFailure(channel: Channel): Promise<void>;
  /** How many messages with a video were ever shown in the chat. */
  shown(): number;
}

/** Makes a chat for each of the tests around. */
export function useTelegramChat(): TelegramChat {
  let dir: string;

  const chat: TelegramChat = {
    server: undefined as never,
    row: undefined as never,

    async start(options) {
      chat.server = await startBotApiServer({ token: TOKEN, ...options });
      return createTelegramChannel({ token: TOKEN, apiRoot: chat.server.apiRoot, logger, timeoutSeconds: 2 });
    },

    deliver: (channel, changed) =>
      channel.deliver(VIDEO, chat.row, {
        signal: new AbortController().signal,
        videoPath: join(dir, 'video.mp4'),
        posterPath: join(dir, 'poster.jpg'),
        telegramFileId: null,
        rememberMessage: async (messageId, known) => {
          if (chat.row.messageId === known) chat.row = { ...chat.row, messageId };
          return chat.row.messageId ?? messageId;
        },
        ...changed,
      }),

    reportFailure: (channel) =>
      channel.reportFailure(chat.row, 'FFMPEG_FAILED', async (progressMessageId, known) => {
        if (chat.row.progressMessageId === known) chat.row = { ...chat.row, progressMessageId };
        return chat.row.progressMessageId ?? progressMessageId;
      }),

    shown: () => chat.server.ledger.videosShown.get(CHAT_ID)?.size ?? 0,
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    await writeFile(join(dir, 'video.mp4'), 'a video');
    await writeFile(join(dir, 'poster.jpg'), 'a poster');
    chat.row = { videoJobId: 'job', chatId: CHAT_ID, messageId: null, progressMessageId: null, language: 'ru' };
  });

  afterEach(async () => {
    await chat.server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  return chat;
}

/** The fault at the first call of the method, and none after. */
export function once(method: string, fault: Fault): NonNullable<BotApiServerOptions['fault']> {
  let isOver = false;
  return (call) => {
    if (isOver || call.method !== method) return undefined;
    isOver = true;
    return fault;
  };
}
