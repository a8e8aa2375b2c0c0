import type { Context } from 'grammy';
import type { Message } from 'grammy/types';
import type { LimitFunction } from 'p-limit';
import type { Container } from '#root/app/container.js';
import type { Album } from '#root/bot/attachments.js';
import type { Outside } from '#root/bot/outside.js';
import type { Person } from '#root/jobs/people.js';
import type { CallbackData } from '#root/telegram/callback-data.js';
import type { TelegramServer } from '#root/telegram/client-options.js';
import type { ChatLanguage, Texts } from '#root/telegram/texts.js';

/** What the bot uses of the container. */
type ContainerServices = Pick<
  Container,
  | 'audit'
  | 'config'
  | 'flows'
  | 'forgetter'
  | 'gifts'
  | 'logger'
  | 'checkOrder'
  | 'takeIn'
  | 'workDir'
  | 'submitter'
  | 'videoJobs'
  | 'batches'
  | 'drafts'
  | 'statuses'
  | 'drains'
  | 'people'
  | 'store'
  | 'uploads'
  | 'voiceSamples'
>;

export interface BotServices extends ContainerServices {
  /** Begins to show the status messages that have changed. */
  showStatuses(): void;
}

export interface BotContext extends Context {
  /** Language of the person, never that of the words. */
  language: ChatLanguage;
  /** The texts in that language. */
  texts: Texts;
  /** What is known of the person. */
  person: Person;
  /** Whether to ask the person if Russian is welcome: Telegram reports a language whose speakers often know it. */
  isOfferedRussian: boolean;
  /** Whether the update was handled before, and that was interrupted. */
  isRepeated: boolean;
  services: BotServices;
  /** For downloads of files: grammY has no call for them. */
  server: TelegramServer;
  /** The album as far as it has arrived, or the single message. */
  album: Album;
  /** Adds messages of the album that have arrived meanwhile, and returns whether there were any. */
  joinAlbum(album: Album): Promise<boolean>;
  /** Counts the work that waits for files. */
  outside: Outside;
  /** Limits how many orders take files in at the same time. */
  intakes: LimitFunction;
  /** What the pressed button does, if the update is a press and its data is known. */
  pressed: CallbackData | undefined;
  /** Answers a press, with a text over the chat if one is given. Later calls have no effect. */
  answerPress(toast?: string): Promise<void>;
}

export type MessageContext = BotContext & { msg: Message };
