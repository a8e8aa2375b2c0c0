import pLimit from 'p-limit';
import type { Config } from '#root/config.js';
import { type Contender, createBare, createProduct } from '#root/dev/bench/contenders.js';
import { median, percentile } from '#root/dev/bench/statistics.js';
import type { Logger } from '#root/logger.js';

export interface FlowFigures {
  flowsPerSecond: number;
  bareFlowsPerSecond: number;
  /** Median of the ratios of the two in each round. */
  ratio: number;
  latencyP50Ms: number;
  latencyP95Ms: number;
}

export interface FlowBenchOptions {
  config: Config;
  logger: Logger;
  /** Number of greetings per round. */
  greetings: number;
  rounds: number;
  /** Number of greetings made one at a time to measure the latency. */
  single: number;
}

// Enough to keep all workers busy. If all greetings started at once, a slow machine could exceed the time limit for a
// connection to the database.
const IN_PROGRESS = 100;

/**
 * Measures greetings per second through all four queues with steps that do nothing, and the same for bare BullMQ with
 * the same tree of jobs and the same concurrency. Also measures the latency of one greeting on an idle system.
 */
export async function benchFlow({ config, logger, greetings, rounds, single }: FlowBenchOptions): Promise<FlowFigures> {
  const product = createProduct(config, logger);
  const bare = createBare(config);
  try {
    const measured: { product: number; bare: number }[] = [];
    // The two systems alternate, so that a machine that slows down slows both. The first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      const figures = { product: await perSecond(product, greetings), bare: await perSecond(bare, greetings) };
      if (round > 0) measured.push(figures);
    }
    const latencies: number[] = [];
    for (let index = 0; index < single; index += 1) latencies.push(await latencyMs(product));
    return {
      flowsPerSecond: median(measured.map((round) => round.product)),
      bareFlowsPerSecond: median(measured.map((round) => round.bare)),
      ratio: median(measured.map((round) => round.product / round.bare)),
      latencyP50Ms: percentile(latencies, 0.5),
      latencyP95Ms: percentile(latencies, 0.95),
    };
  } finally {
    await Promise.all([product.close(), bare.close()]);
  }
}

async function perSecond(contender: Contender, greetings: number): Promise<number> {
  const startedAt = performance.now();
  const atOnce = pLimit(IN_PROGRESS);
  await Promise.all(Array.from({ length: greetings }, () => atOnce(() => contender.run())));
  return greetings / ((performance.now() - startedAt) / 1_000);
}

async function latencyMs(contender: Contender): Promise<number> {
  const startedAt = performance.now();
  await contender.run();
  return performance.now() - startedAt;
}
