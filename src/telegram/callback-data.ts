import { z } from 'zod';
import { packId, unpackId } from '#root/telegram/packed-id.js';
import { chatLanguages } from '#root/telegram/texts.js';

/** https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MAX_BYTES = 64;

/** Eight random bytes in base64url. */
const id = z.string().regex(/^[\w-]{11}$/);
/** Id of a VideoJob. A button carries its 16 bytes in base64url. */
const videoJobId = z.uuid();
const action = {
  action: z.string().regex(/^[a-z]+\??$/),
  value: z
    .string()
    .regex(/^[^:]+$/)
    .optional(),
};

const contents = z.discriminatedUnion('kind', [
  /** An action on a draft, if it is still the same. */
  z.object({ kind: z.literal('draft'), id, revision: z.int().min(0), ...action }),
  /** An action on a greeting, or with `*` on all that are open in the chat. */
  z.object({ kind: z.literal('greeting'), id: videoJobId.or(z.literal('*')), ...action }),
  z.object({ kind: z.literal('batch'), id, ...action }),
  /** An action on a greeting that several people make. */
  z.object({ kind: z.literal('party'), id, ...action }),
  /** A page of a person's greetings. */
  z.object({ kind: z.literal('page'), page: z.int().min(1) }),
  z.object({ kind: z.literal('language'), language: z.enum(chatLanguages) }),
  /** What an admin does to a greeting. */
  z.object({ kind: z.literal('admin'), id: videoJobId, ...action }),
  /** An action on what is kept of the person who presses. */
  z.object({ kind: z.literal('settings'), ...action }),
  /** An action on the first screen, before there is a draft. */
  z.object({ kind: z.literal('start'), ...action }),
]);

/** What a button of the bot does. */
export type CallbackData = z.infer<typeof contents>;

/**
 * `d:<id>:<revision>:<action>[=<value>]`, `g:<id>:<action>[=<value>]`, likewise a, b and p, `m:<page>`, `l:<language>`,
 * `s:<action>[=<value>]`, likewise w.
 */
const codec = z.codec(z.string(), contents, {
  decode(text) {
    const [letter, ...fields] = text.split(':');
    return read(letter, fields) as CallbackData;
  },
  encode: write,
});

/** Returns the data of a button. Throws RangeError if Telegram would not accept it. */
export function encodeCallback(data: CallbackData): string {
  const text = codec.encode(data);
  if (Buffer.byteLength(text) > MAX_BYTES) throw new RangeError(`callback data has more than ${MAX_BYTES} bytes`);
  return text;
}

/** Returns the inline query that offers a greeting for sending to a chat: `g:<id>`. */
export function shareQuery(videoJobId: string): string {
  return `g:${packId(videoJobId)}`;
}

/** Returns what a button does, or undefined if this version knows no such button: an older one may have sent it. */
export function decodeCallback(text = ''): CallbackData | undefined {
  const { data } = codec.safeDecode(text);
  // Anything else that reads alike was not sent by the bot.
  return data !== undefined && write(data) === text ? data : undefined;
}

function read(letter: string | undefined, [first = '', second = '', third = '']: string[]): unknown {
  switch (letter) {
    case 'd':
      return { kind: 'draft', id: first, revision: Number(second), ...readAction(third) };
    case 'g':
      return { kind: 'greeting', id: readVideoJobId(first), ...readAction(second) };
    case 'b':
      return { kind: 'batch', id: first, ...readAction(second) };
    case 'p':
      return { kind: 'party', id: first, ...readAction(second) };
    case 'm':
      return { kind: 'page', page: Number(first) };
    case 'l':
      return { kind: 'language', language: first };
    case 'a':
      return { kind: 'admin', id: readVideoJobId(first), ...readAction(second) };
    case 's':
      return { kind: 'settings', ...readAction(first) };
    case 'w':
      return { kind: 'start', ...readAction(first) };
    default:
      return undefined;
  }
}

function readVideoJobId(text: string): string | undefined {
  return text === '*' ? text : unpackId(text);
}

function readAction(text: string): { action: string; value?: string } {
  const end = text.indexOf('=');
  return end < 0 ? { action: text } : { action: text.slice(0, end), value: text.slice(end + 1) };
}

function write(data: CallbackData): string {
  switch (data.kind) {
    case 'draft':
      return `d:${data.id}:${data.revision}:${writeAction(data)}`;
    case 'greeting':
      return `g:${data.id === '*' ? '*' : packId(data.id)}:${writeAction(data)}`;
    case 'batch':
      return `b:${data.id}:${writeAction(data)}`;
    case 'party':
      return `p:${data.id}:${writeAction(data)}`;
    case 'page':
      return `m:${data.page}`;
    case 'language':
      return `l:${data.language}`;
    case 'admin':
      return `a:${packId(data.id)}:${writeAction(data)}`;
    case 'settings':
      return `s:${writeAction(data)}`;
    case 'start':
      return `w:${writeAction(data)}`;
  }
}

function writeAction({ action, value }: { action: string; value?: string | undefined }): string {
  return value === undefined ? action : `${action}=${value}`;
}
