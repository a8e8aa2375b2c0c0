import { Composer, GrammyError, HttpError } from 'grammy';
import type { InlineQueryResultCachedVideo } from 'grammy/types';
import { z } from 'zod';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';
import { describe } from '#root/bot/own-greetings/describe.js';
import type { SendableRequest, SendableVideo } from '#root/jobs/own-greetings.js';
import { packId, unpackId } from '#root/telegram/packed-id.js';
import { telegramSignal } from '#root/telegram/signal.js';
import { isRefusedAs, isRefusedPermanently, translateTelegramError } from '#root/telegram/telegram-errors.js';

/** Offers a person's own finished videos in any chat: those of a name, or exactly one by its id. */
export const inline = new Composer<BotContext>();

const PAGE_LENGTH = 10;
// Telegram does not wait for longer.
const ANSWER_TIMEOUT_MS = 10_000;
const GREETING = /^g:([\w-]{22})$/;
const offsetSchema = z.uuid();

inline.on('inline_query', async (context) => {
  const { query, offset } = context.inlineQuery;
  const orderedBy = String(context.from.id);
  const olderThan = offsetSchema.safeParse(offset).data;
  const request = { orderedBy, olderThan, limit: PAGE_LENGTH, ...wanted(query) };
  const videos = await context.services.videoJobs.listSendable(request);
  try {
    await answer(context, videos).catch((error: unknown) => answerWithout(context, error));
  } catch (error) {
    // Whoever types on asks again, so that it makes no sense to repeat this.
    if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
    if (isRefusedAs(error, 'queryTooOld')) return;
    const { logger } = context.services;
    logger.warn('inline query not answered', { ...logFields(context), error: translateTelegramError(error) });
  }
});

/** Returns what the words after the bot's name look for. */
function wanted(query: string): Pick<SendableRequest, 'id' | 'name'> {
  const id = unpackId(GREETING.exec(query.trim())?.[1] ?? '');
  return id === undefined ? { name: query } : { id };
}

async function answer(context: BotContext, videos: readonly SendableVideo[]): Promise<void> {
  const results = videos.map((video) => resultOf(context, video));
  const last = videos.length === PAGE_LENGTH ? videos.at(-1)?.id : undefined;
  const button = { text: context.texts('inline-new'), start_parameter: 'new' };
  await context.answerInlineQuery(
    results,
    {
      // The list differs from person to person, and changes with each new video.
      is_personal: true,
      cache_time: 0,
      next_offset: last ?? '',
      ...(results.length === 0 ? { button } : {}),
    },
    telegramSignal(AbortSignal.timeout(ANSWER_TIMEOUT_MS)),
  );
}

/** Answers without videos if Telegram no longer has the file of one: it refuses all of them then. */
async function answerWithout(context: BotContext, error: unknown): Promise<void> {
  if (!isRefusedPermanently(error) || isRefusedAs(error, 'queryTooOld')) throw error;
  await answer(context, []);
}

function resultOf({ language }: BotContext, video: SendableVideo): InlineQueryResultCachedVideo {
  const { id, spec, createdAt, telegramFileId } = video;
  const description = describe({ spec, status: 'COMPLETED', createdAt }, { language, now: new Date() });
  return { type: 'video', id: packId(id), video_file_id: telegramFileId, title: spec?.to ?? description, description };
}
