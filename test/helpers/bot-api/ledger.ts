import { createHash } from 'node:crypto';

/** What one message shows now. */
export interface LedgerMessage {
  messageId: number;
  text?: string;
  video?: LedgerVideo;
  /** The app has the person answer it. */
  forcesReply?: boolean;
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

export interface LedgerCall {
  method: string;
  chatId?: string;
  /** How the server answered: an HTTP status, or that it dropped the connection. */
  outcome: number | 'dropped';
}

/** What each chat shows, and what was asked of the server. */
export class Ledger {
  readonly calls: LedgerCall[] = [];
  /** Ids of all messages that have ever been a video, by chat: to see one shown twice even if deleted. */
  readonly videosShown = new Map<string, Set<number>>();
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

  /** Every upload gets a name of its own, as Telegram gives it. */
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
