import { whenInWords } from '#root/bot/own-greetings/when.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { keyFor } from '#root/telegram/text-keys.js';
import { type ChatLanguage, textsIn } from '#root/telegram/texts.js';

/** Returns what a list says of a greeting: "Анна · день рождения · вчера", "Олег · не получилось · 5 минут назад". */
export function describe(
  { spec, status, createdAt }: Pick<VideoJob, 'spec' | 'status' | 'createdAt'>,
  { language, now }: { language: ChatLanguage; now: Date },
): string {
  const texts = textsIn(language);
  const state = keyFor('state', status);
  const occasion = keyFor('occasion', spec?.template ?? '');
  return [
    spec?.to ?? texts('my-unnamed'),
    ...(state === undefined ? [] : [texts(state)]),
    ...(state !== undefined || occasion === undefined ? [] : [texts(occasion)]),
    whenInWords(createdAt, now, language),
  ].join(' · ');
}
