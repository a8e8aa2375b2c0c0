import type { InlineKeyboardButton } from 'grammy/types';
import { describe } from '#root/bot/own-greetings/describe.js';
import { bold, compose, type Screen } from '#root/bot/screens/screen.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { type CallbackData, encodeCallback } from '#root/telegram/callback-data.js';
import { type ChatLanguage, textsIn } from '#root/telegram/texts.js';

export const PAGE_LENGTH = 5;

export interface ListPage {
  /** Greetings of this page, the newest first. */
  videoJobs: readonly VideoJob[];
  /** Number of greetings on all pages. */
  count: number;
  /** From 1. */
  page: number;
}

interface ListOptions {
  language: ChatLanguage;
  /** Whether only those of a group are listed. */
  isOfGroup: boolean;
  now: Date;
}

/** Returns the number of the last page. */
export function lastPage(count: number): number {
  return Math.max(Math.ceil(count / PAGE_LENGTH), 1);
}

/** Shows a page of a person's greetings, with buttons to send each one again and to delete it. */
export function listScreen({ videoJobs, count, page }: ListPage, { isOfGroup, ...options }: ListOptions): Screen {
  const texts = textsIn(options.language);
  if (count === 0) return { ...compose([texts('my-empty')]), keyboard: [] };
  const numbered = videoJobs.map((videoJob, index) => ({
    videoJob,
    number: (page - 1) * PAGE_LENGTH + index + 1,
  }));
  const turns = [
    ...(page > 1 ? [buttonFor('‹', { kind: 'page', page: page - 1 })] : []),
    ...(page < lastPage(count) ? [buttonFor('›', { kind: 'page', page: page + 1 })] : []),
  ];
  return {
    ...compose([
      bold(texts(isOfGroup ? 'my-title-group' : 'my-title', { count })),
      ...numbered.map(({ videoJob, number }) => `${number} · ${describe(videoJob, options)}`),
      '',
      texts('my-hint'),
    ]),
    keyboard: [
      numbered.map(({ videoJob: { id }, number }) => buttonFor(String(number), { kind: 'greeting', id, action: 's' })),
      numbered.map(({ videoJob: { id }, number }) =>
        buttonFor(`🗑 ${number}`, { kind: 'greeting', id, action: 'd', value: String(page) }),
      ),
      ...(turns.length > 0 ? [turns] : []),
    ],
  };
}

/** Asks whether a greeting shall really be deleted. Either answer leads back to the page. */
export function removalScreen(videoJob: VideoJob, page: number, options: Omit<ListOptions, 'isOfGroup'>): Screen {
  const texts = textsIn(options.language);
  const { id } = videoJob;
  return {
    ...compose([bold(describe(videoJob, options)), '', texts('my-delete')]),
    keyboard: [
      [
        {
          ...buttonFor(texts('button-delete'), { kind: 'greeting', id, action: 'd', value: `yes${page}` }),
          style: 'danger',
        },
        buttonFor(texts('button-leave'), { kind: 'page', page }),
      ],
    ],
  };
}

function buttonFor(text: string, data: CallbackData): InlineKeyboardButton.CallbackButton {
  return { text, callback_data: encodeCallback(data) };
}
