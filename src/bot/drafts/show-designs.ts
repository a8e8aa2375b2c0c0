import { InputFile } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { showBeside } from '#root/bot/drafts/side-message.js';
import { sendKept } from '#root/bot/send-kept.js';
import type { Draft } from '#root/jobs/draft.js';
import { designsIn } from '#root/montage/designs/designs.js';
import { placeParameters } from '#root/telegram/notes.js';

/** Shows a picture of all designs beside the card. */
export async function showDesigns(context: BotContext, draft: Draft): Promise<void> {
  const { api, language } = context;
  const { chatId, messageThreadId } = draft;
  const { path, readKey } = designsIn(language);
  await context.answerPress();
  const picture = {
    key: await readKey(),
    open: async () => new InputFile(path),
    send: (file: string | InputFile) => api.sendPhoto(chatId, file, placeParameters({ messageThreadId })),
  };
  await showBeside(context, draft, () => sendKept(context, picture));
}
