import { createHash } from 'node:crypto';

/** Current content of a message. */
export interface LedgerMessage {
  messageId: number;
  text?: string;
  video?: LedgerVideo;
  /** Whether the video is a round video message. */
  isRound?: boolean;
  /** Id of the file of a voice note or a photo. */
  voice?: string;
  photo?: string;
  /** Topic of a forum. */
  topic?: number;
  /** Id of the message that it replies to. */
  repliesTo?: number;
  /** Whether the app opens a reply to this message. */
  forcesReply?: boolean;
  /** Emoji with which the bot reacted. */
  reaction?: string;
  /** Buttons under the message, row by row. */
  buttons?: LedgerButton[];
}

export interface LedgerButton {
  text: string;
  data: string | undefined;
  /** Inline query that it begins in another chat. */
  share?: string;
  /** Link that the button opens. */
  url?: string;
}

export interface LedgerVideo {
  fileId: string;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
  duration: number;
  hasThumbnail: boolean;
}

export interface InlineAnswer {
  results: { id: string; title: string; video_file_id: string; description?: string }[];
  next_offset?: string;
  is_personal?: boolean;
  cache_time?: number;
  button?: { text: string; start_parameter: string };
}

export interface LedgerCall {
  method: string;
  chatId?: string;
  /** HTTP status of the answer, or `dropped` if the server ended the connection. */
  outcome: number | 'dropped';
}

/** The messages of each chat, and all calls of the server. */
export class Ledger {
  readonly calls: LedgerCall[] = [];
  /** Ids, by chat, of all messages that have ever been a video, so that a repeated video counts even if it is deleted. */
  readonly videosShown = new Map<string, Set<number>>();
  /** What the bot answered to each press of a button, by the id of the query. A toast without a text is empty. */
  readonly presses = new Map<string, string[]>();
  /** What the bot answered to each inline query, by its id. */
  readonly inlineAnswers = new Map<string, InlineAnswer>();
  /** What Telegram shows of the bot, e.g. by `Commands default ru`. */
  readonly profile = new Map<string, unknown>();
  readonly #chats = new Map<string, Map<number, LedgerMessage>>();
  readonly #files = new Map<string, { sha256: string; bytes: number }>();
  #nextMessageId = 1;

  messages(chatId: string): LedgerMessage[] {
    return [...this.#chat(chatId).values()];
  }

  find(chatId: string, messageId: number): LedgerMessage | undefined {
    return this.#chat(chatId).get(messageId);
  }

  add(chatId: string, content: Omit<LedgerMessage, 'messageId'>): LedgerMessage {
    const message = { messageId: this.#nextMessageId++, ...content };
    return this.replace(chatId, message);
  }

  replace(chatId: string, message: LedgerMessage): LedgerMessage {
    this.#chat(chatId).set(message.messageId, message);
    if (message.video !== undefined) {
      const shown = this.videosShown.get(chatId) ?? new Set();
      this.videosShown.set(chatId, shown.add(message.messageId));
    }
    return message;
  }

  delete(chatId: string, messageId: number): boolean {
    return this.#chat(chatId).delete(messageId);
  }

  /** Stores a file and returns its id. As in Telegram, each upload gets a new id. */
  upload(content: Buffer): string {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const fileId = `file-${this.#files.size + 1}-${sha256.slice(0, 8)}`;
    this.#files.set(fileId, { sha256, bytes: content.length });
    return fileId;
  }

  file(fileId: string): { sha256: string; bytes: number } | undefined {
    return this.#files.get(fileId);
  }

  #chat(chatId: string): Map<number, LedgerMessage> {
    const chat = this.#chats.get(chatId) ?? new Map<number, LedgerMessage>();
    this.#chats.set(chatId, chat);
    return chat;
  }
}
