import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Channel, DeliverOptions, Recipient } from '#root/delivery/channel.js';
import { createTelegramChannel } from '#root/delivery/telegram.js';
import type { Video } from '#root/greeting/artifacts.js';
import { type BotApiServer, type BotApiServerOptions, type Fault, startBotApiServer } from './bot-api/server.js';
import { quietLogger as logger } from './logger.js';

const TOKEN = '123:secret';
const CHAT_ID = '7';
const VIDEO = { videoKey: 'video/x.mp4', posterKey: 'poster/x.jpg', width: 720, height: 1280, durationMs: 12_400 };

/** A chat, and the row of a greeting for it. */
export interface TelegramChat {
  server: BotApiServer;
  /** State of the row. */
  row: Recipient;
  /** Starts the Bot API server, and returns a channel that uses it. */
  start(options?: Partial<BotApiServerOptions>): Promise<Channel>;
  deliver(channel: Channel, changed?: Partial<DeliverOptions>, video?: Video): ReturnType<Channel['deliver']>;
  reportFailure(channel: Channel): Promise<void>;
  /** Returns the number of messages that ever showed a video in the chat. */
  videosShown(): number;
}

/** Creates a new chat for each test. */
export function useTelegramChat(): TelegramChat {
  let dir: string;

  const chat: TelegramChat = {
    server: undefined as never,
    row: undefined as never,

    async start(options) {
      chat.server = await startBotApiServer({ token: TOKEN, ...options });
      return createTelegramChannel({
        token: TOKEN,
        apiRoot: chat.server.apiRoot,
        logger,
        timeoutSeconds: 2,
        onMoved: async (_, chatId) => {
          chat.row = { ...chat.row, chatId, messageId: null, progressMessageId: null };
        },
      });
    },

    deliver: (channel, changed, video = VIDEO) =>
      channel.deliver(video, chat.row, {
        signal: new AbortController().signal,
        videoPath: join(dir, 'video.mp4'),
        posterPath: join(dir, 'poster.jpg'),
        telegramFileId: null,
        rememberMessage: async (messageId, previous) => {
          if (chat.row.messageId === previous) chat.row = { ...chat.row, messageId };
          return chat.row.messageId ?? messageId;
        },
        rememberVideoNote: async (videoNoteId, known) => {
          if (chat.row.videoNoteId !== known) return false;
          chat.row = { ...chat.row, videoNoteId };
          return true;
        },
        ...changed,
      }),

    reportFailure: (channel) =>
      channel.reportFailure(chat.row, 'FFMPEG_FAILED', async (progressMessageId, previous) => {
        if (chat.row.progressMessageId === previous) chat.row = { ...chat.row, progressMessageId };
        return chat.row.progressMessageId ?? progressMessageId;
      }),

    videosShown: () => chat.server.ledger.videosShown.get(CHAT_ID)?.size ?? 0,
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    await writeFile(join(dir, 'video.mp4'), 'a video');
    await writeFile(join(dir, 'poster.jpg'), 'a poster');
    chat.row = {
      videoJobId: 'job',
      chatId: CHAT_ID,
      messageThreadId: null,
      orderMessageId: null,
      messageId: null,
      progressMessageId: null,
      language: 'ru',
      name: 'Анна',
      isOrdered: false,
      hasOwnVoice: false,
      isVideoNote: false,
      videoNoteId: null,
    };
  });

  afterEach(async () => {
    await chat.server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  return chat;
}

/** Returns a fault for the first call of the method only. */
export function once(method: string, fault: Fault): NonNullable<BotApiServerOptions['fault']> {
  let hasFailed = false;
  return (call) => {
    if (hasFailed || call.method !== method) return undefined;
    hasFailed = true;
    return fault;
  };
}
