import { expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { benchFlow } from '#root/dev/bench/bench-flow.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshVariables } from '../helpers/services.js';

test('the flow bench completes every greeting, and its figures are consistent', async () => {
  const config = loadConfig({ env: await freshVariables() });
  const figures = await benchFlow({ config, logger, greetings: 20, rounds: 1, single: 5 });
  expect(figures.ratio).toBeCloseTo(figures.flowsPerSecond / figures.bareFlowsPerSecond, 5);
  expect(figures.latencyP95Ms).toBeGreaterThanOrEqual(figures.latencyP50Ms);
  expect(figures.latencyP50Ms).toBeGreaterThan(0);
});
