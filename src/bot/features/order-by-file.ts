import { Composer } from 'grammy';
import { withoutMention } from '#root/bot/addressed.js';
import { askHowTo } from '#root/bot/ask.js';
import { attachmentsOf } from '#root/bot/attachments.js';
import type { BotContext } from '#root/bot/context.js';
import { parseMessage } from '#root/bot/parse-message.js';
import { placeOrder } from '#root/bot/place-order.js';
import { hasAttachments } from '#root/greeting/order.js';

/** Orders a greeting by a photo, an album or a recording with the caption "name: text". */
export const orderByFile = new Composer<BotContext>();

orderByFile.on('message:file', async (context, next) => {
  const { album } = context;
  const attachments = attachmentsOf(album);
  if (!hasAttachments(attachments)) return next();
  const caption = album.messages.find((message) => message.caption !== undefined)?.caption;
  // Without the attachments: the caption of a forwarded recording must not count as a name.
  const words = caption === undefined ? undefined : parseMessage(withoutMention(caption, context.me));
  if (words === undefined) await askHowTo(context, attachments);
  else await placeOrder(context, { ...words, attachments });
});
