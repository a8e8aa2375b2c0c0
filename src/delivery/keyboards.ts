import type { InlineKeyboardButton } from 'grammy/types';
import type { Recipient } from '#root/delivery/channel.js';
import { encodeCallback, shareQuery } from '#root/telegram/callback-data.js';
import { textsIn } from '#root/telegram/texts.js';

type Keyboard = InlineKeyboardButton[][];

// Another run ends in the same way.
const HOPELESS = ['MEDIA_LOST', 'TELEGRAM_TOO_LARGE'];

/**
 * Returns the buttons under a video: each makes a new one that differs in one part. Without any if no person of the chat
 * ordered it.
 * @param canShare whether the bot answers inline queries
 * @param hasPage whether there is a page that shows the video to whoever has its address
 */
export function videoKeyboard(
  recipient: Recipient,
  { canShare, hasPage }: { canShare: boolean; hasPage: boolean },
): Keyboard {
  const { isOrdered, hasOwnVoice, videoJobId, language } = recipient;
  if (!isOrdered) return [];
  const texts = textsIn(language);
  const button = (text: string, action: string) => greetingButton(recipient, text, action);
  const chats = { allow_user_chats: true, allow_group_chats: true, allow_channel_chats: true };
  const share = {
    text: texts('button-share'),
    switch_inline_query_chosen_chat: { ...chats, query: shareQuery(videoJobId) },
  };
  const links = [...(canShare ? [share] : []), ...(hasPage ? [button(texts('button-page'), 'p')] : [])];
  return [
    [button(texts('button-another-name'), 'n'), button(texts('button-other-words'), 'w')],
    [
      button(texts('button-design'), 'o'),
      ...(hasOwnVoice ? [] : [button(texts('button-speaker'), 'v')]),
      button(texts('button-format'), 'f'),
    ],
    [button(texts('button-music'), 'm'), button(texts('button-several'), 'b')],
    ...(links.length === 0 ? [] : [links]),
  ];
}

/** Returns the buttons under the message that there is no video. */
export function failureKeyboard(recipient: Recipient, errorCode: string): Keyboard {
  if (!recipient.isOrdered) return [];
  const texts = textsIn(recipient.language);
  const retry = greetingButton(recipient, texts('button-retry'), 'r');
  return [[...(HOPELESS.includes(errorCode) ? [] : [retry]), greetingButton(recipient, texts('button-change'), 'e')]];
}

function greetingButton({ videoJobId }: Recipient, text: string, action: string): InlineKeyboardButton {
  return { text, callback_data: encodeCallback({ kind: 'greeting', id: videoJobId, action }) };
}
