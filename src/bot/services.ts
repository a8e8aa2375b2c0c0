import type { Container } from '#root/app/container.js';
import type { BotServices } from '#root/bot/context.js';
import { takeFiles } from '#root/intake/take-files.js';

/** Returns what the bot uses of the container. */
export function createBotServices(container: Container, { workDir }: { workDir: string }): BotServices {
  const { parseRequest, submitter, videoJobs, config } = container;
  return {
    logger: container.logger,
    apiRoot: config.telegram.apiRoot,
    workDir,
    parseRequest,
    submit: submitter.submit,
    cancel: submitter.cancel,
    findOpenInChat: videoJobs.findOpenInChat,
    takeFiles: (request) => takeFiles(request, { ...container, workDir }),
  };
}
