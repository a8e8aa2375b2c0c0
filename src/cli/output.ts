import type { VideoJob } from '#root/jobs/video-job.js';

/** Returns the fields of a greeting that `--json` prints. */
export function toJson(videoJob: VideoJob) {
  const { id, status, run, step, videoKey, failedStep, errorCode, errorMessage } = videoJob;
  const { createdAt, startedAt, finishedAt } = videoJob;
  return { id, status, run, step, videoKey, failedStep, errorCode, errorMessage, createdAt, startedAt, finishedAt };
}

/** Writes one line of JSON to standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Writes a line for people to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Returns a greeting as lines for people, without fields that are null. */
export function describeVideoJob(videoJob: VideoJob): string {
  return Object.entries({ ...toJson(videoJob), speechVoice: videoJob.speechVoice })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.padEnd(13)} ${value instanceof Date ? value.toISOString() : value}`)
    .join('\n');
}

/** Returns greetings as a table for people, one per line. */
export function tabulate(videoJobs: VideoJob[]): string {
  const head = ['ID', 'STATUS', 'RUN', 'STEP', 'CREATED', 'ERROR'];
  const rows = videoJobs.map(({ id, status, run, step, createdAt, errorCode }) => [
    id,
    status,
    String(run),
    step ?? '',
    createdAt.toISOString(),
    errorCode ?? '',
  ]);
  return table([head, ...rows]);
}

/** Returns rows of cells as lines with columns of equal width. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
