import { MultiBar, type SingleBar } from 'cli-progress';
import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import type { RunProgress } from '#root/queue/runs/inspect-runs.js';

export interface ProgressView {
  update(progress: RunProgress): void;
  stop(): void;
}

/** Shows one progress bar per step on standard error. If that is not a terminal, prints a line when a step is done. */
export function createProgressView(stream: NodeJS.WriteStream = process.stderr): ProgressView {
  return stream.isTTY ? bars(stream) : lines(stream);
}

function bars(stream: NodeJS.WriteStream): ProgressView {
  const format = '{step} {bar} {percentage} %';
  const view = new MultiBar({
    format,
    stream,
    hideCursor: true,
    barsize: 32,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  const width = Math.max(...stepNames.map((name) => name.length));
  const bar = new Map<StepName, SingleBar>(
    stepNames.map((name) => [name, view.create(100, 0, { step: name.padEnd(width) })]),
  );
  return {
    update(progress) {
      for (const name of stepNames) bar.get(name)?.update(Math.round(progress[name] * 100));
    },
    stop: () => view.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): ProgressView {
  const done = new Set<StepName>();
  return {
    update(progress) {
      for (const name of stepNames) {
        if (progress[name] < 1 || done.has(name)) continue;
        done.add(name);
        stream.write(`${name} done\n`);
      }
    },
    stop() {},
  };
}
