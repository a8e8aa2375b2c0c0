import { InputFile } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { showBeside } from '#root/bot/drafts/side-message.js';
import { sendKept } from '#root/bot/send-kept.js';
import type { Draft } from '#root/jobs/draft.js';
import { readArtifact } from '#root/storage/store.js';
import { placeParameters } from '#root/telegram/notes.js';
import { isRefusedPermanently } from '#root/telegram/telegram-errors.js';

/** Plays a voice as a voice note beside the card. */
export async function playSample(context: BotContext, draft: Draft, voice: string): Promise<void> {
  const { services, texts } = context;
  const key = await services.voiceSamples.keyOf(voice);
  if (key === undefined) return context.answerPress(texts('sample-missing'));
  try {
    const sent = await showBeside(context, draft, () => sendKept(context, { key, ...sampleIn(context, draft, key) }));
    await context.answerPress(sent === undefined ? texts('sample-missing') : undefined);
  } catch (error) {
    // People can refuse voice messages.
    if (!isRefusedPermanently(error)) throw error;
    await context.answerPress(texts('sample-refused'));
  }
}

function sampleIn({ api, services }: BotContext, { chatId, messageThreadId }: Draft, key: string) {
  return {
    async open() {
      const content = await readArtifact(await services.store(), key);
      return content && new InputFile(content, 'sample.ogg');
    },
    send: (file: string | InputFile) => api.sendVoice(chatId, file, placeParameters({ messageThreadId })),
  };
}
