import { SingleBar } from 'cli-progress';

export interface DownloadView {
  update(bytes: number): void;
  stop(): void;
}

const STEP = 0.25;

/** Shows a download on standard error: as a bar, or as a line for every quarter if that is not a terminal. */
export function createDownloadView(
  name: string,
  total: number,
  stream: NodeJS.WriteStream = process.stderr,
): DownloadView {
  if (!stream.isTTY) return lines(name, total, stream);
  const format = `${name} {bar} {percentage} %  {megabytes} of ${megabytes(total)} MB`;
  const bar = new SingleBar({
    format,
    stream,
    hideCursor: true,
    barsize: 32,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  bar.start(total, 0, { megabytes: 0 });
  return { update: (bytes) => bar.update(bytes, { megabytes: megabytes(bytes) }), stop: () => bar.stop() };
}

function lines(name: string, total: number, stream: NodeJS.WriteStream): DownloadView {
  let next = 0;
  return {
    update(bytes) {
      if (bytes < next * total) return;
      stream.write(`${name}: ${megabytes(bytes)} of ${megabytes(total)} MB\n`);
      next = Math.floor(bytes / total / STEP) * STEP + STEP;
    },
    stop() {},
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
