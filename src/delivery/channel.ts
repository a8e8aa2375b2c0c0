import type { Video } from '#root/greeting/artifacts.js';

/** Who gets the video, and what an earlier try has left there. */
export interface Recipient {
  videoJobId: string;
  /** Telegram's chat id or @channelname; null where the channel needs none. */
  chatId: string | null;
  /** The message that an earlier try sent to become the video. */
  messageId: number | null;
  /** The bot's "in progress" message, to be removed at the end. */
  progressMessageId: number | null;
  language: 'ru' | 'en';
}

export interface Delivered {
  /** The message that is now the video. */
  messageId?: number;
  /** Telegram's name for the uploaded file, to send the same video again without uploading it. */
  telegramFileId?: string;
  /** Path of the file, where the channel is a folder. */
  path?: string;
}

export interface DeliverOptions {
  signal: AbortSignal;
  /** Local path of the MP4 and of the JPEG. */
  videoPath: string;
  posterPath: string;
  /** A file this bot uploaded earlier with the same content. */
  telegramFileId: string | null;
  /**
   * Stores the id of a message before it becomes the video, in place of the one known before, so that a second try edits
   * it instead of sending one more. Returns the message to use: another worker's, where that one was quicker. Throws
   * where the run is over.
   */
  rememberMessage: (messageId: number, known: number | null) => Promise<number>;
}

/**
 * Brings videos to people. Every method may be repeated: the outcome seen by the recipient is the same.
 * Throws UnavailableError where the channel could not be reached, RefusedError where it said no for good.
 */
export interface Channel {
  readonly name: 'telegram' | 'folder';
  /** Throws RefusedError where a video could never be brought to this chat. */
  assertReachable(chatId: string | null): Promise<void>;
  deliver(video: Video, recipient: Recipient, options: DeliverOptions): Promise<Delivered>;
  /**
   * Tells the recipient, in words a person understands, that there will be no video: in place of the message that
   * announced one, else of the progress message, else in a new one. `rememberMessage` stores a new one as the progress
   * message, and returns the one that counts, before it says so: told again, it is the same message.
   */
  reportFailure(
    recipient: Recipient,
    errorCode: string,
    rememberMessage: DeliverOptions['rememberMessage'],
  ): Promise<void>;
  /** Removes what stands in the chat of a greeting that was cancelled; what is its video already stays. */
  withdraw(recipient: Recipient): Promise<void>;
}
