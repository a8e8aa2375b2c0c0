import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { pathOf, toBody } from '#root/api/greetings/to-body.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** Characters that may divide cells. Excel expects semicolons if a comma begins the decimals. */
const separators = { comma: ',', semicolon: ';', tab: '\t' };

type Separator = keyof typeof separators;

export const separatorNames = Object.keys(separators) as [Separator, ...Separator[]];

interface ResultsOptions {
  separator: Separator;
  /** Beginning of the addresses of videos, without a slash at the end. */
  base: string;
}

const columns = [
  'row',
  'to',
  'status',
  'id',
  'video',
  'durationMs',
  'errorCode',
  'errorStep',
  'errorMessage',
  'createdAt',
  'finishedAt',
  'metadata',
];

/** Returns a CSV file with a line for each greeting. A cell that a table would take for a formula begins with `'`. */
export function resultsCsv(videoJobs: AsyncIterable<VideoJob>, options: ResultsOptions): Readable {
  return Readable.from(linesOf(videoJobs, options), { objectMode: false });
}

async function* linesOf(videoJobs: AsyncIterable<VideoJob>, { separator, base }: ResultsOptions) {
  const line = (cells: unknown[], bom = false) =>
    stringify([cells], {
      bom,
      delimiter: separators[separator],
      record_delimiter: 'windows',
      escape_formulas: true,
    });
  // Excel knows UTF-8 by its mark.
  yield line(columns, true);
  for await (const videoJob of videoJobs) yield line(cellsOf(videoJob, base));
}

function cellsOf(videoJob: VideoJob, base: string): unknown[] {
  const { id, status, to, durationMs, error, createdAt, finishedAt, metadata, links } = toBody(videoJob);
  return [
    videoJob.batchRow,
    to,
    status,
    id,
    links.video === undefined ? '' : `${base}${pathOf(id)}/video`,
    durationMs,
    error?.code,
    error?.step,
    error?.message,
    createdAt,
    finishedAt,
    metadata === null ? '' : JSON.stringify(metadata),
  ];
}
