import { isDeepStrictEqual } from 'node:util';
import { inlineMethods } from './inline.js';
import type { Ledger, LedgerButton, LedgerMessage, LedgerVideo } from './ledger.js';
import { profileMethods } from './profile.js';
import { BotApiRefusal } from './refusal.js';
import type { BotApiParameters } from './request.js';

export interface ChatRules {
  /** Returns the state of a chat. For a chat that is `narrow`, every video is too large. */
  admins: ReadonlySet<number>;
  stateOf(chatId: string): 'open' | 'blocked' | 'unknown' | 'narrow';
}

type Method = (parameters: BotApiParameters, world: { ledger: Ledger; rules: ChatRules }) => unknown;

const LARGEST_UPLOAD = 50 * 1024 * 1024;

/** The methods that the bot uses, as https://core.telegram.org/bots/api describes them. */
export const methods: Record<string, Method> = {
  getMe: () => ({
    id: 1,
    is_bot: true,
    first_name: 'Zdravitsa',
    username: 'zdravitsa_bot',
    supports_inline_queries: true,
  }),
  ...profileMethods,
  ...inlineMethods,
  sendChatAction: () => true,

  getChat({ fields }, { rules }) {
    return chatOf(openChat(fields, rules));
  },

  getChatMember({ fields }, { rules }) {
    openChat(fields, rules);
    return { status: rules.admins.has(Number(fields.user_id)) ? 'administrator' : 'member' };
  },

  sendMessage({ fields }, { ledger, rules }) {
    const chatId = openChat(fields, rules);
    const { force_reply } = (fields.reply_markup ?? {}) as { force_reply?: boolean };
    const forced = force_reply === true ? { forcesReply: true } : {};
    const content = { text: textOf(fields), ...placeOf(chatId, fields, ledger), ...forced, ...buttonsOf(fields) };
    return render(chatId, ledger.add(chatId, content));
  },

  editMessageText({ fields }, { ledger, rules }) {
    const [chatId, message] = existing(fields, ledger, rules);
    if ((message.video ?? message.voice ?? message.photo) !== undefined)
      throw new BotApiRefusal(400, 'Bad Request: there is no text in the message to edit');
    const { buttons: earlier, ...rest } = message;
    const edited = { ...rest, text: textOf(fields), ...buttonsOf(fields) };
    if (isDeepStrictEqual(edited, message)) throw notModified();
    return render(chatId, ledger.replace(chatId, edited));
  },

  editMessageMedia(parameters, { ledger, rules }) {
    const [chatId, message] = existing(parameters.fields, ledger, rules);
    refuseVideo(chatId, rules);
    if (message.isRound) throw new BotApiRefusal(400, "Bad Request: message can't be edited");
    const video = readVideo(parameters, parameters.fields.media as Record<string, unknown>, 'media', ledger);
    if (message.video?.fileId === video.fileId) throw notModified();
    return render(
      chatId,
      ledger.replace(chatId, {
        messageId: message.messageId,
        video,
        ...buttonsOf(parameters.fields),
        ...(message.topic === undefined ? {} : { topic: message.topic }),
        ...(message.repliesTo === undefined ? {} : { repliesTo: message.repliesTo }),
      }),
    );
  },

  sendVideo(parameters, { ledger, rules }) {
    const chatId = openChat(parameters.fields, rules);
    refuseVideo(chatId, rules);
    return render(
      chatId,
      ledger.add(chatId, {
        video: readVideo(parameters, parameters.fields, 'video', ledger),
        ...placeOf(chatId, parameters.fields, ledger),
        ...buttonsOf(parameters.fields),
      }),
    );
  },

  sendVoice: (parameters, world) => sendFile('voice', parameters, world),
  sendPhoto: (parameters, world) => sendFile('photo', parameters, world),

  /** https://core.telegram.org/bots/api#sendvideonote; the limit of the length is in no document. */
  sendVideoNote(parameters, { ledger, rules }) {
    const { fields } = parameters;
    const chatId = openChat(fields, rules);
    const length = Number(fields.length ?? 0);
    if (length < 1 || length >= 640) throw new BotApiRefusal(400, 'Bad Request: wrong video note length');
    const size = { width: length, height: length };
    const video = readVideo(parameters, { ...fields, ...size }, 'video_note', ledger);
    const content = { video, isRound: true, ...placeOf(chatId, fields, ledger), ...buttonsOf(fields) };
    return render(chatId, ledger.add(chatId, content));
  },

  answerCallbackQuery({ fields }, { ledger }) {
    const toasts = ledger.presses.get(String(fields.callback_query_id));
    // Telegram waits for some seconds.
    if (toasts === undefined) {
      const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
      throw new BotApiRefusal(400, description);
    }
    if (String(fields.text ?? '').length > 200) throw new BotApiRefusal(400, 'Bad Request: MESSAGE_TOO_LONG');
    toasts.push(String(fields.text ?? ''));
    return true;
  },

  /** https://core.telegram.org/bots/api#setmessagereaction */
  setMessageReaction({ fields }, { ledger, rules }) {
    const [chatId, message] = existing(fields, ledger, rules);
    const [reaction] = fields.reaction as { type: string; emoji: string }[];
    if (reaction?.type !== 'emoji') throw new BotApiRefusal(400, 'Bad Request: REACTION_INVALID');
    ledger.replace(chatId, { ...message, reaction: reaction.emoji });
    return true;
  },

  deleteMessage({ fields }, { ledger, rules }) {
    const chatId = openChat(fields, rules);
    if (ledger.delete(chatId, Number(fields.message_id))) return true;
    throw new BotApiRefusal(400, 'Bad Request: message to delete not found');
  },
};

function sendFile(
  kind: 'voice' | 'photo',
  { fields, files }: BotApiParameters,
  { ledger, rules }: { ledger: Ledger; rules: ChatRules },
): object {
  const chatId = openChat(fields, rules);
  const fileId = fileOf(String(fields[kind]), files, ledger);
  return render(chatId, ledger.add(chatId, { [kind]: fileId, ...placeOf(chatId, fields, ledger) }));
}

/** Returns the id of a file that is uploaded or known. */
function fileOf(reference: string, files: Map<string, Buffer>, ledger: Ledger): string {
  const content = reference.startsWith('attach://') ? files.get(reference.slice('attach://'.length)) : undefined;
  if (content !== undefined && content.length > LARGEST_UPLOAD) throw tooLarge();
  const fileId = content === undefined ? reference : ledger.upload(content);
  if (ledger.file(fileId) !== undefined) return fileId;
  throw new BotApiRefusal(400, 'Bad Request: wrong file identifier/HTTP URL specified');
}

function openChat(fields: Record<string, unknown>, rules: ChatRules): string {
  const chatId = String(fields.chat_id);
  const state = rules.stateOf(chatId);
  if (state === 'unknown') throw new BotApiRefusal(400, 'Bad Request: chat not found');
  if (state === 'blocked') throw new BotApiRefusal(403, 'Forbidden: bot was blocked by the user');
  return chatId;
}

function existing(fields: Record<string, unknown>, ledger: Ledger, rules: ChatRules): [string, LedgerMessage] {
  const chatId = openChat(fields, rules);
  const message = ledger.find(chatId, Number(fields.message_id));
  if (message === undefined) throw new BotApiRefusal(400, 'Bad Request: message to edit not found');
  return [chatId, message];
}

/** https://core.telegram.org/bots/api#replyparameters */
function placeOf(chatId: string, { reply_parameters, message_thread_id }: Record<string, unknown>, ledger: Ledger) {
  const { message_id, allow_sending_without_reply } = (reply_parameters ?? {}) as Record<string, unknown>;
  const isThere = message_id !== undefined && ledger.find(chatId, Number(message_id)) !== undefined;
  if (message_id !== undefined && !isThere && allow_sending_without_reply !== true)
    throw new BotApiRefusal(400, 'Bad Request: message to be replied not found');
  return {
    ...(message_thread_id === undefined ? {} : { topic: Number(message_thread_id) }),
    ...(isThere ? { repliesTo: Number(message_id) } : {}),
  };
}

function textOf({ text }: Record<string, unknown>): string {
  const value = String(text ?? '');
  if (value === '') throw new BotApiRefusal(400, 'Bad Request: message text is empty');
  if (value.length > 4_096) throw new BotApiRefusal(400, 'Bad Request: message is too long');
  return value;
}

/** https://core.telegram.org/bots/api#inlinekeyboardbutton */
function buttonsOf({ reply_markup }: Record<string, unknown>): { buttons?: LedgerButton[] } {
  const { inline_keyboard } = (reply_markup ?? {}) as {
    inline_keyboard?: {
      text: string;
      callback_data?: string;
      url?: string;
      switch_inline_query_chosen_chat?: { query: string };
    }[][];
  };
  if (inline_keyboard === undefined) return {};
  if (inline_keyboard.length === 0) return {};
  const buttons = inline_keyboard
    .flat()
    .map(({ text, callback_data: data, url, switch_inline_query_chosen_chat: share }) => ({
      text,
      data,
      ...(url === undefined ? {} : { url }),
      ...(share === undefined ? {} : { share: share.query }),
    }));
  for (const { data } of buttons) {
    const bytes = Buffer.byteLength(data ?? 'x');
    if (bytes < 1 || bytes > 64) throw new BotApiRefusal(400, 'Bad Request: BUTTON_DATA_INVALID');
  }
  return { buttons };
}

function readVideo(
  { files }: BotApiParameters,
  fields: Record<string, unknown>,
  name: string,
  ledger: Ledger,
): LedgerVideo {
  const fileId = fileOf(String(fields[name]), files, ledger);
  const file = ledger.file(fileId) as { sha256: string; bytes: number };
  const { width, height, duration, thumbnail } = fields;
  return {
    fileId,
    ...file,
    width: Number(width ?? 0),
    height: Number(height ?? 0),
    duration: Number(duration ?? 0),
    hasThumbnail: files.has(String(thumbnail).replace('attach://', '')),
  };
}

function refuseVideo(chatId: string, rules: ChatRules): void {
  if (rules.stateOf(chatId) === 'narrow') throw tooLarge();
}

function tooLarge(): BotApiRefusal {
  return new BotApiRefusal(413, 'Request Entity Too Large');
}

function notModified(): BotApiRefusal {
  return new BotApiRefusal(
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
}

/** Returns a chat as the Bot API describes it. Ids of groups are negative. */
export function chatOf(chatId: string) {
  const id = Number(chatId);
  return id < 0 ? { id, type: 'supergroup', title: 'Test' } : { id, type: 'private', first_name: 'Test' };
}

export function render(chatId: string, { messageId, text, video, voice, photo }: LedgerMessage) {
  return {
    message_id: messageId,
    date: Math.floor(Date.now() / 1_000),
    chat: chatOf(chatId),
    ...(text === undefined ? {} : { text }),
    ...(voice === undefined ? {} : { voice: { file_id: voice, file_unique_id: voice, duration: 1 } }),
    ...(photo === undefined ? {} : { photo: [{ file_id: photo, file_unique_id: photo, width: 1, height: 1 }] }),
    ...(video === undefined
      ? {}
      : {
          video: {
            file_id: video.fileId,
            file_unique_id: video.sha256.slice(0, 16),
            width: video.width,
            height: video.height,
            duration: video.duration,
          },
        }),
  };
}
