import { Command } from 'commander';
import type { Container } from '#root/app/container.js';
import { followVideoJob } from '#root/cli/follow.js';
import { type GreetingOptions, greetingOptions, orderOf } from '#root/cli/greeting-options.js';
import { describeVideoJob, print, printJson, toJson } from '#root/cli/output.js';
import { createProgressView } from '#root/cli/progress-bars.js';
import { InputError, RefusedError } from '#root/errors.js';
import type { VideoJob } from '#root/jobs/video-job.js';

interface GreetOptions extends GreetingOptions {
  chat?: string;
  key?: string;
  wait?: boolean;
  json?: boolean;
}

/** Returns the `greet` command. @param withContainer creates a container and closes it afterwards */
export function createGreetCommand(
  withContainer: (work: (container: Container) => Promise<void>) => Promise<void>,
): Command {
  return greetingOptions(new Command('greet').description('Submits a greeting.'))
    .option('--chat <id>', 'the Telegram chat that gets the video')
    .option('--key <key>', 'the same key again returns the same greeting')
    .option('--wait', 'waits until the greeting has ended; exit 0 only if it is COMPLETED')
    .option('--json', 'prints the greeting as one line of JSON')
    .action((options: GreetOptions) => withContainer((container) => greet(container, options)));
}

// The database indexes keys, and an index entry holds about 2,700 bytes.
const MAX_KEY_LENGTH = 200;

async function greet(container: Container, options: GreetOptions): Promise<void> {
  const { chat: chatId, key: requestKey } = options;
  assertKey(requestKey);
  const order = container.checkOrder(orderOf(options));
  await assertChat(container, chatId ?? null);
  const spec = await container.takeIn(order);
  const { videoJob } = await container.submitter.submit({ spec, chatId, requestKey });
  const shown = options.wait ? await waitFor(container, videoJob) : videoJob;
  if (options.json) printJson(toJson(shown));
  else print(describeVideoJob(shown));
  if (options.wait && shown.status !== 'COMPLETED') process.exitCode = 1;
}

/** Refuses an empty key, which an unset shell variable produces: all greetings with it would be the same one. */
function assertKey(key: string | undefined): void {
  if (key === '') throw new InputError('key', 'KEY_EMPTY', 'the key is empty');
  if (key !== undefined && key.length > MAX_KEY_LENGTH) {
    throw new InputError('key', 'KEY_TOO_LONG', `the key has ${key.length} characters; ${MAX_KEY_LENGTH} are the most`);
  }
}

/** Checks the chat with one call, before a video is made that cannot be delivered. */
async function assertChat(container: Container, chatId: string | null): Promise<void> {
  const channel = await container.channel();
  try {
    await channel.assertReachable(chatId);
  } catch (error) {
    if (error instanceof RefusedError) throw new InputError('chat', error.code, error.message, { cause: error });
    throw error;
  }
}

async function waitFor({ videoJobs, flows }: Container, { id }: VideoJob): Promise<VideoJob> {
  const view = createProgressView();
  try {
    return await followVideoJob({ id, videoJobs, flows, onProgress: view.update });
  } finally {
    view.stop();
  }
}
