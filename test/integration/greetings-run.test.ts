import { Queue, Worker } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createRunGateway } from '#root/queue/runs/run-gateway.js';
import { producerConnection, workerConnection } from '#root/redis/connection.js';
import { spec } from '../fixtures/spec.js';
import { startTestBoard, type TestBoard } from '../helpers/board.js';
import { quietLogger as logger } from '../helpers/logger.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
let board: TestBoard;
let queues: Record<'tts' | 'montage', Queue>;

beforeAll(async () => {
  board = await startTestBoard({ TRACE_URL: 'https://traces.example/trace/{traceId}?from=board' });
  const { redis, queues: options } = board.container.config;
  const open = (name: string) => new Queue(name, { connection: producerConnection(redis), prefix: options.prefix });
  queues = { tts: open('tts'), montage: open('montage') };
});

afterAll(async () => {
  await Promise.all(Object.values(queues).map((queue) => queue.close()));
  await board.close();
});

const submit = async (): Promise<VideoJob> => (await board.container.submitter.submit({ spec })).videoJob;

async function pageOf({ id }: Pick<VideoJob, 'id'>): Promise<string> {
  const answer = await fetch(`${board.url}/greetings/${id}`);
  expect(answer.status).toBe(200);
  return await answer.text();
}

async function waitingOf(videoJob: VideoJob): Promise<string | undefined> {
  return /<p class="waiting[^"]*">([^<]*)<\/p>/.exec(await pageOf(videoJob))?.[1];
}

describe('the page of an open greeting says', () => {
  test('what it waits for, and its place in the queue', async () => {
    const [first, second] = [await submit(), await submit()];
    const scenes = await queues.tts.count();
    expect(await waitingOf(first)).toBe(`Waits because tts has no worker. It is number 1 of ${scenes} in the queue.`);
    expect(await waitingOf(second)).toBe(
      `Waits because tts has no worker. It is number ${scenes / 2 + 1} of ${scenes} in the queue.`,
    );
    await queues.tts.pause();
    expect(await waitingOf(first)).toContain('Waits because tts is paused.');
    await queues.tts.resume();
  });

  test('that it waits for another attempt', async () => {
    const videoJob = await submit();
    const jobs = (await queues.tts.getJobs(['prioritized'])).filter(({ data }) => data.videoJobId === videoJob.id);
    for (const job of jobs) {
      await job.remove();
      await queues.tts.add('tts', job.data, { jobId: job.id ?? '', delay: 90_500 });
    }
    expect(await waitingOf(videoJob)).toMatch(
      /^Waits 1 min \d+ s to try tts again, because a service is unavailable\.$/,
    );
  });

  test('that its jobs are missing', async () => {
    const { videoJob } = await board.container.videoJobs.create({ spec });
    expect(await waitingOf(videoJob)).toBe('Its jobs are not in Redis. They are added within a minute.');
  });
});

describe('the page of a greeting shows', () => {
  test('how long each step waited and took, also after its end', async () => {
    await queues.tts.obliterate({ force: true });
    const videoJob = await submit();
    const { redis, queues: options } = board.container.config;
    const worker = new Worker('tts', async () => {}, { connection: workerConnection(redis), prefix: options.prefix });
    const row = async () => /id="step-tts"[\s\S]*?<\/tr>/.exec(await pageOf(videoJob))?.[0];
    await expect.poll(row).toMatch(/100&nbsp;%<\/span><\/td>\s*<td>[\d.]+ s<\/td><td>[\d.]+ s<\/td>/);
    await worker.close();
    await board.container.submitter.cancel(videoJob.id);
    expect(await row()).toMatch(/<td>[\d.]+ s<\/td><td>[\d.]+ s<\/td>/);
  });

  test('its earlier runs with their errors', async () => {
    const id = await board.createFailed();
    expect(await pageOf({ id })).not.toContain('Earlier runs');
    await board.container.submitter.retry(id);
    await board.container.videoJobs.replaceRun({ videoJobId: id, run: 2 });
    const [, runs = ''] = (await pageOf({ id })).split('Earlier runs');
    expect(runs).toMatch(/Run 2<.*processing|Run 2<.*queued/s);
    expect(runs).toContain('Replaced');
    expect(runs).toMatch(/Run 1<[\s\S]*failed[\s\S]*<code>FFMPEG_FAILED<\/code> at montage: it &lt;b&gt;broke/);
    expect(runs.indexOf('Run 2<')).toBeLessThan(runs.indexOf('Run 1<'));
    expect(runs).toContain(`href="/queues/queue/greeting/${id}-1-greeting"`);
  });

  test('a text to look for in the logs, and no trace if none was recorded', async () => {
    const { id } = await submit();
    const page = await pageOf({ id });
    expect(page).toContain(`<code>&quot;videoJobId&quot;:&quot;${id}&quot;</code>`);
    expect(page).not.toContain('traces.example');
  });

  test('a link to its trace', async () => {
    const { config, videoJobs } = board.container;
    const tracer = {
      startSpan: () => ({
        setSpanOnContext: (context: unknown) => context,
        setAttribute: () => {},
        setAttributes: () => {},
        addEvent: () => {},
        recordException: () => {},
        end: () => {},
      }),
    };
    const contextManager = {
      with: (_: unknown, work: () => unknown) => work(),
      active: () => ({}),
      getMetadata: () => JSON.stringify({ traceparent: `00-${TRACE}-b7ad6b7169203331-01` }),
      fromMetadata: () => ({}),
    };
    const { prefix, attempts, backoffMs } = config.queues;
    const connection = producerConnection(config.redis);
    const telemetry = { tracer, contextManager } as never;
    const traced = createRunGateway({ connection, logger, prefix, attempts, backoffMs, telemetry });
    const { videoJob } = await videoJobs.create({ spec });
    await traced.add(videoJob);
    await traced.close();
    expect(await pageOf(videoJob)).toContain(`href="https://traces.example/trace/${TRACE}?from=board"`);
  });
});

test.each(['nonsense', 'https://traces.example/', 'javascript:alert({traceId})'])(
  'the address of traces is refused: %s',
  async (TRACE_URL) => {
    await expect(startTestBoard({ TRACE_URL })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  },
);
