import type { InlineKeyboardButton } from 'grammy/types';
import { nameFew } from '#root/bot/screens/batch-card.js';
import { bold, compose, type Screen } from '#root/bot/screens/screen.js';
import { type DueSummary, openIn } from '#root/jobs/batches.js';
import { encodeCallback } from '#root/telegram/callback-data.js';
import { type Texts, textsIn } from '#root/telegram/texts.js';

type Shown = Omit<DueSummary, 'state'>;

/** Shows how many greetings of a batch have ended and how, and what can be done about the others. */
export function batchSummary(summary: Shown): Screen {
  const { batch, failed, failedNames } = summary;
  const texts = textsIn(batch.chatLanguage ?? 'en');
  return {
    ...compose([
      bold(headline(texts, summary)),
      failedNames.length === 0 ? undefined : texts('batch-failed', { names: nameFew(texts, failedNames, failed) }),
    ]),
    keyboard: buttons(texts, summary),
  };
}

function headline(texts: Texts, { total, ready, failed, cancelled, ...others }: Shown): string {
  if (ready === total) return texts('batch-done', { total });
  const isStopped = cancelled > 0 && openIn({ total, ready, failed, cancelled, ...others }) === 0;
  if (isStopped) return texts('batch-stopped', { ready, total });
  if (failed === 0) return texts('batch-progress', { ready, total });
  return texts('batch-progress-failed', { ready, total, failed });
}

function buttons(texts: Texts, { batch, ...counts }: Shown): InlineKeyboardButton[][] {
  const isOpen = openIn(counts) > 0;
  const button = (text: string, action: string) => {
    return { text, callback_data: encodeCallback({ kind: 'batch', id: batch.id, action }) };
  };
  const retry = counts.failed === 0 ? [] : [button(texts('button-batch-retry'), 'r')];
  const resume = isOpen || counts.cancelled === 0 ? [] : [button(texts('button-batch-continue'), 'u')];
  const stop = isOpen ? [button(texts('button-batch-stop'), 'x')] : [];
  const row = [...retry, ...resume, ...stop];
  return row.length === 0 ? [] : [row];
}
