import type { Api } from 'grammy';
import { batchSummary } from '#root/bot/screens/batch-summary.js';
import { RefusedError, UnavailableError } from '#root/errors.js';
import type { Batches, DueSummary } from '#root/jobs/batches.js';
import type { Logger } from '#root/logger.js';
import { tick } from '#root/process/tick.js';
import { createNotes } from '#root/telegram/notes.js';
import { telegramSignal } from '#root/telegram/signal.js';
import { movedTo, translateTelegramError } from '#root/telegram/telegram-errors.js';

export interface SummariesOptions {
  batches: Batches;
  api: Api;
  botId: string;
  logger: Logger;
  /** Gives what belongs to a group the id of its supergroup. */
  onMoved: (chatId: string, newChatId: string) => Promise<void>;
  signal: AbortSignal;
}

// A chat takes about twenty messages and edits a minute, and each video of the batch is two of them.
const GAP_MS = 10_000;
// Ends before another process may show the same summary.
const CALL_MS = 8_000;
const AT_ONCE = 10;

/** Shows the summaries of the bot's batches when their counts have changed, until the signal fires. */
export function showSummaries(options: SummariesOptions): Promise<void> {
  const { batches, botId, logger, signal } = options;
  return tick(
    async () => {
      const due = await batches.claimSummaries(botId, { limit: AT_ONCE, gapMs: GAP_MS });
      await Promise.all(due.map((summary) => show(summary, options)));
    },
    { signal, onFailure: (error) => logger.warn('summaries of batches not read', { error }) },
  );
}

async function show(summary: DueSummary, options: SummariesOptions): Promise<void> {
  try {
    await display(summary, options);
    await options.batches.saveSummary(summary);
  } catch (error) {
    await settle(summary, error, options);
  }
}

/** Edits the message that shows the summary. If it is gone, sends another one. */
async function display({ batch, ...counts }: DueSummary, { batches, api, logger, signal }: SummariesOptions) {
  const { id, chatId, messageThreadId, summaryMessageId } = batch;
  if (chatId === null) return;
  const notes = createNotes({ api, logger });
  const screen = batchSummary({ batch, ...counts });
  const ending = telegramSignal(AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]));
  if (summaryMessageId !== null && (await notes.replace(chatId, summaryMessageId, screen, ending))) return;
  const remember = (sent: number, known: number | null) => batches.saveSummaryMessage(id, sent, known);
  await notes.send({ chatId, messageThreadId }, screen, summaryMessageId, remember, ending);
}

/** Unless the chat refuses for good, the summary is shown at a later tick: by then it may say something else. */
async function settle(summary: DueSummary, thrown: unknown, options: SummariesOptions): Promise<void> {
  const { batches, logger, onMoved, signal } = options;
  if (signal.aborted) return;
  const error = translateTelegramError(thrown);
  const { id: batchId, chatId } = summary.batch;
  logger.warn('summary of a batch not shown', { batchId, error });
  const newChatId = movedTo(thrown);
  if (newChatId !== undefined && chatId !== null) await onMoved(chatId, newChatId);
  else if (error instanceof RefusedError) await batches.putSummaryOff(summary, null);
  else if (error instanceof UnavailableError && error.retryAfterMs !== undefined)
    await batches.putSummaryOff(summary, new Date(Date.now() + error.retryAfterMs));
}
