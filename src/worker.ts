import { Command, InvalidArgumentError } from 'commander';
import { createContainer } from '#root/app/container.js';
import { type Concurrency, startStepWorkers } from '#root/app/start-workers.js';
import { parseCount } from '#root/cli/count.js';
import { MAX_CONCURRENCY } from '#root/config/queues.js';
import { startMonitor } from '#root/health/monitor.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { untilSignal } from '#root/process/shutdown.js';
import { startTracing } from '#root/process/tracing.js';
import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import type { StepWorker } from '#root/queue/worker/step-worker.js';

await runCommand(
  new Command('worker')
    .description('Runs workers for the named queues; all of them by default.')
    .option('--queues <names>', `queues to serve, of ${stepNames.join(', ')}`, parseQueues, [...stepNames])
    .option('--concurrency <numbers>', 'jobs at once, e.g. montage=2,tts=8', parseConcurrency, {})
    .action(serve),
);

async function serve({ queues, concurrency }: { queues: StepName[]; concurrency: Concurrency }): Promise<void> {
  const { config, logger } = loadContext();
  const signalled = untilSignal();
  const container = createContainer({ config, logger, tracing: await startTracing(config, 'zdravitsa-worker') });
  let workers: StepWorker[] = [];

  async function start(): Promise<void> {
    await container.assertReady();
    const served = queues.map((name) => [name, concurrency[name] ?? config.queues.concurrency[name]]);
    workers = await startStepWorkers(container, Object.fromEntries(served));
    await startMonitor(container, { workers, isObserver: queues.includes('greeting') });
  }

  try {
    // A signal ends the start too: it may wait for a server that does not answer.
    await Promise.race([start(), signalled]);
    logger.info('stopping', { signal: await signalled });
  } finally {
    await container.close();
  }
  const steps = workers.reduce((sum, worker) => sum + worker.active(), 0);
  if (steps > 0) {
    logger.error('steps not handed over, other workers take them when their locks expire', { steps });
    process.exitCode = 1;
  }
}

function parseQueues(value: string): StepName[] {
  return value.split(',').map(parseQueue);
}

function parseQueue(name: string): StepName {
  const known = stepNames.find((candidate) => candidate === name.trim());
  if (known === undefined) throw new InvalidArgumentError(`Unknown queue "${name}"; known: ${stepNames.join(', ')}.`);
  return known;
}

function parseConcurrency(value: string): Concurrency {
  return Object.fromEntries(
    value.split(',').map((pair) => {
      const [name = '', count] = pair.split('=');
      if (count === undefined) throw new InvalidArgumentError(`"${pair}" is not QUEUE=NUMBER.`);
      return [parseQueue(name), parseCount(count, MAX_CONCURRENCY)];
    }),
  );
}
