import { setTimeout as sleep } from 'node:timers/promises';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { quietLogger as logger } from './logger.js';

/** Creates the container that a process with these variables would have. */
export function containerOf(variables: Record<string, string>): Container {
  return createContainer({ config: loadConfig({ env: { ...variables, PATH: process.env.PATH } }), logger });
}

interface GivenOrder {
  to: string;
  text: string;
  chatId?: string;
}

/** Orders a greeting and waits until it has ended, like `npm run greet -- --wait` without the process. Returns its row. */
export async function makeGreeting(container: Container, { chatId, ...words }: GivenOrder): Promise<VideoJob> {
  const { checkOrder, takeIn, submitter, videoJobs } = container;
  const spec = await takeIn(checkOrder({ ...words, format: 'square' }));
  const { videoJob } = await submitter.submit({ spec, chatId });
  for (;;) {
    const row = await videoJobs.find(videoJob.id);
    if (row?.finishedAt) return row;
    await sleep(100);
  }
}
