import type { Context } from 'grammy';
import type { Message } from 'grammy/types';
import type { LimitFunction } from 'p-limit';
import type { Prompts } from '#root/bot/prompts.js';
import type { BotTexts } from '#root/bot/texts.js';
import type { GreetingRequest } from '#root/greeting/request.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import type { RequestWithFiles } from '#root/intake/take-files.js';
import type { NewVideoJob, VideoJob } from '#root/jobs/video-job.js';
import type { Logger } from '#root/logger.js';

/** What the bot needs of the rest of the project. */
export interface BotServices {
  logger: Logger;
  /** Throws InputError. */
  parseRequest: (request: GreetingRequest) => GreetingSpec;
  /** Takes a user's files into storage. Throws InputError. */
  takeFiles: (request: RequestWithFiles) => Promise<GreetingRequest>;
  /** Of Telegram, for what grammY does not fetch: files. */
  apiRoot: string;
  /** Where temporary files may be made. */
  workDir: string;
  /** Accepts a greeting; `created` is false where the same request came before. Throws UnavailableError. */
  submit: (request: NewVideoJob) => Promise<{ videoJob: VideoJob; created: boolean }>;
  /** Returns the newest greeting of the chat that has not ended. */
  findOpenInChat: (chatId: string) => Promise<VideoJob | undefined>;
  /** Ends a greeting as CANCELLED and clears the chat of it; false where it has ended already. */
  cancel: (videoJobId: string) => Promise<boolean>;
}

export interface BotContext extends Context {
  texts: BotTexts;
  services: BotServices;
  /** Of an album all, of anything else the one. */
  messages: Promise<readonly Message[]>;
  /** Lets in so many at once as may take files in. */
  intakes: LimitFunction;
  prompts: Prompts;
}
