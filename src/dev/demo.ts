import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { startApi } from '#root/api/server.js';
import { type Container, choicesOf, createContainer } from '#root/app/container.js';
import { startStepWorkers } from '#root/app/start-workers.js';
import { type Board, startBoard } from '#root/board/server.js';
import { followVideoJob } from '#root/cli/follow.js';
import { type GreetingOptions, greetingOptions, orderOf } from '#root/cli/greeting-options.js';
import { describeVideoJob, print, printJson, toJson } from '#root/cli/output.js';
import { createProgressView } from '#root/cli/progress-bars.js';
import { migrate } from '#root/db/migrate.js';
import { notStarted, type Services, startServices } from '#root/dev/embedded/start-services.js';
import { type CheckedOrder, checkOrder } from '#root/greeting/check-order.js';
import type { Attachments } from '#root/greeting/order.js';
import type { HttpServer } from '#root/http/listen.js';
import { assertSize } from '#root/intake/limits.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { createClosers, untilSignal } from '#root/process/shutdown.js';
import { assertWritable } from '#root/storage/local.js';

interface DemoOptions extends GreetingOptions {
  out: string;
  keep?: boolean;
  json?: boolean;
}

// The progress bars show what happens, the log only what goes wrong.
const defaults = { LOG_LEVEL: 'warn' };

const FREE_PORT = 0;

await runCommand(
  greetingOptions(
    new Command('demo').description('Makes one greeting from nothing: services, workers, board, video.'),
    'Анна',
  )
    .option('--out <dir>', 'where the video goes', 'out')
    .option('--keep', 'leaves everything running until Ctrl-C, with the board, and a page and an API to order more')
    .option('--json', 'ends with one line of JSON')
    .action(demo),
);

async function demo(options: DemoOptions): Promise<void> {
  const interrupted = untilSignal();
  const { config, logger } = loadContext({ defaults, overrides: notStarted });
  // Checked before the services start, so that a wrong option or a missing file is reported at once.
  const order = checkOrder(orderOf(options), choicesOf(config));
  await assertFiles(order.attachments);
  await assertWritable(options.out, '--out');
  const closers = createClosers(logger);
  try {
    const services = await startServices({ searchPath: config.searchPath });
    closers.add('services', () => services.stop());
    const container = await startAll(services, options.out);
    closers.add('workers', () => container.close());
    const board = await startBoard(container, FREE_PORT);
    closers.add('board', () => board.close());
    const videoJob = await Promise.race([make(container, order), interrupted]);
    // Interrupted: running steps are handed back to the queue.
    if (typeof videoJob === 'string') process.exitCode = 1;
    else report(videoJob, options);
    if (typeof videoJob === 'string' || !options.keep) return;
    const api = await startApi(container, FREE_PORT);
    closers.add('api', () => api.close());
    reportKept(container, board, api);
    await interrupted;
  } finally {
    await closers.closeAll(config.shutdownGraceMs);
  }
}

async function assertFiles({ photos, recording }: Attachments<string>): Promise<void> {
  for (const path of photos) await assertSize('photo', path);
  if (recording !== undefined) await assertSize('recording', recording);
}

async function startAll({ variables }: Services, out: string): Promise<Container> {
  const loopback = { BOARD_HOST: '127.0.0.1', API_HOST: '127.0.0.1', API_KEYLESS: 'true' };
  // So that a program on this machine can be notified.
  const webhooks = { API_SECRET: randomBytes(32).toString('hex'), WEBHOOK_PRIVATE_ADDRESSES: 'true' };
  const overrides = { ...variables, DELIVERY: 'folder', DELIVERY_DIR: out, ...loopback, ...webhooks };
  const context = loadContext({ defaults, overrides });
  await migrate({ databaseUrl: context.config.databaseUrl, logger: context.logger });
  const container = createContainer(context);
  try {
    await startStepWorkers(container, context.config.queues.concurrency);
  } catch (error) {
    await container.close();
    throw error;
  }
  return container;
}

async function make(container: Container, order: CheckedOrder<string>): Promise<VideoJob> {
  const spec = await container.takeIn(order);
  const { videoJob } = await container.submitter.submit({ spec });
  const view = createProgressView();
  try {
    return await followVideoJob({ id: videoJob.id, ...container, onProgress: view.update });
  } finally {
    view.stop();
  }
}

function report(videoJob: VideoJob, { out, json }: DemoOptions): void {
  const video = join(resolve(out), `greeting-${videoJob.id}.mp4`);
  if (videoJob.status === 'COMPLETED')
    print(`${video}\n${seconds(videoJob.durationMs ?? 0)} s of video, made in ${seconds(tookMs(videoJob))} s`);
  else {
    print(describeVideoJob(videoJob));
    process.exitCode = 1;
  }
  if (json) printJson({ ...toJson(videoJob), video: videoJob.status === 'COMPLETED' ? video : null });
}

function reportKept({ config }: Container, board: Board, api: HttpServer): void {
  const { host, port } = config.redis;
  print(`Page ${api.url}, and for programs ${api.url}/docs; both without a key`);
  print(`Board ${board.url}`);
  print(`Redis ${host}:${port}, PostgreSQL ${config.databaseUrl}; Ctrl-C ends them`);
}

function tookMs({ createdAt, finishedAt }: VideoJob): number {
  return (finishedAt ?? createdAt).getTime() - createdAt.getTime();
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
