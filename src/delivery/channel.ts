import type { Video } from '#root/greeting/artifacts.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

/** The chat that gets the video, and the messages that earlier attempts left in it. */
export interface Recipient {
  videoJobId: string;
  /** Telegram's chat id or @channelname. Null if the channel needs none. */
  chatId: string | null;
  /** Topic of a forum that the messages belong to. Null outside of topics. */
  messageThreadId: number | null;
  /** Id of the message that ordered the greeting. */
  orderMessageId: number | null;
  /** Id of the message that an earlier attempt sent to become the video. */
  messageId: number | null;
  /** Id of the message that reports an earlier failure, which is removed at the end. */
  progressMessageId: number | null;
  /** Of the messages. */
  language: ChatLanguage;
  /** Who is greeted. Null if this version cannot read the greeting. */
  name: string | null;
  /** Whether a person of the chat ordered it, who may change it by buttons. */
  isOrdered: boolean;
  /** Whether the voice is a recording of the person. */
  hasOwnVoice: boolean;
  /** Whether the video is shown as a round video message, if it is short enough. */
  isVideoNote: boolean;
  /** Id of the round video message, 0 while one is being sent. Null before. */
  videoNoteId: number | null;
}

export interface Delivered {
  /** Id of the message that shows the video. */
  messageId?: number;
  /** Telegram's id of the uploaded file, which sends the same video again without an upload. */
  telegramFileId?: string;
  /** Path of the file, if the channel is a folder. */
  path?: string;
}

/**
 * Stores the id of a new message in place of the previous id, so that a second attempt edits this message instead of
 * sending another one. Returns the id to use, which is another worker's if that worker stored one first.
 */
type RememberMessage = (messageId: number, previous: number | null) => Promise<number>;

export interface DeliverOptions {
  signal: AbortSignal;
  /** Local path of the MP4. */
  videoPath: string;
  /** Local path of the JPEG. */
  posterPath: string;
  /** Id of a file with the same content that this bot uploaded earlier. */
  telegramFileId: string | null;
  /** Stores the id of the message that becomes the video. Throws if the run is over. */
  rememberMessage: RememberMessage;
  /** Stores the id of the round video message in place of the known one. Returns false if it is another one by now. */
  rememberVideoNote: (videoNoteId: number | null, known: number | null) => Promise<boolean>;
}

/**
 * Delivers videos. Every method may be repeated: the recipient sees the same outcome. Throws `UnavailableError` if the
 * channel cannot be reached, and `RefusedError` if it permanently refuses the recipient.
 */
export interface Channel {
  readonly name: 'telegram' | 'folder' | 'link';
  /** Throws `RefusedError` if this chat can never get a video. */
  assertReachable(chatId: string | null): Promise<void>;
  deliver(video: Video, recipient: Recipient, options: DeliverOptions): Promise<Delivered>;
  /**
   * Explains to the recipient that there will be no video. The text replaces the message that announced the video, or
   * else the progress message. If neither is left, a new message is sent and stored as the progress message.
   */
  reportFailure(recipient: Recipient, errorCode: string, rememberMessage: RememberMessage): Promise<void>;
  /** Removes the messages of a greeting that comes to nothing. A video that was already delivered stays. */
  withdraw(recipient: Recipient): Promise<void>;
}
