import type { Readable } from 'node:stream';
import { fileNameOf } from '#root/api/batches/file-name.js';
import { streamZip, type ZipEntry } from '#root/api/batches/stream-zip.js';
import { ProblemError } from '#root/api/problem.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { Store } from '#root/storage/store.js';

interface VideosOptions {
  store: Pick<Store, 'open'>;
  /** Number of rows of the batch. */
  rows: number;
}

/**
 * Returns an archive of the videos of a batch. Greetings without one are listed in `without-video.txt`. Throws ProblemError
 * 410 (ARTIFACT_EXPIRED) if storage has none of the videos any more.
 */
export async function videosZip(videoJobs: AsyncIterable<VideoJob>, { store, rows }: VideosOptions): Promise<Readable> {
  const without: string[] = [];
  const entries = entriesOf();
  const first = await entries.next();
  if (first.done) throw new ProblemError(410, 'ARTIFACT_EXPIRED', 'the videos of this batch are no longer stored');
  return streamZip(startingWith(first.value, entries), () =>
    without.length === 0 ? undefined : { name: 'without-video.txt', text: `${without.join('\n')}\n` },
  );

  async function* entriesOf(): AsyncGenerator<ZipEntry> {
    for await (const videoJob of videoJobs) {
      const { status, videoKey, batchRow, spec, finishedAt, createdAt } = videoJob;
      const isReady = status === 'COMPLETED' && videoKey !== null;
      const file = isReady ? await store.open(videoKey) : undefined;
      const [row, to] = [batchRow ?? 0, spec?.to ?? ''];
      if (file === undefined) without.push(`${row}\t${to}\t${isReady ? 'EXPIRED' : status}`);
      else {
        const name = fileNameOf(row, to, { rows, extension: 'mp4' });
        yield { name, content: file.createReadStream(), at: finishedAt ?? createdAt };
      }
    }
  }
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
