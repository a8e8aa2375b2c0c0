import { expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { benchApi } from '#root/dev/bench/bench-api.js';
import { benchFlow } from '#root/dev/bench/bench-flow.js';
import { benchSpeech } from '#root/dev/bench/bench-speech.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshVariables } from '../helpers/services.js';

test('the flow bench completes every greeting, and its figures are consistent', async () => {
  const config = loadConfig({ env: await freshVariables() });
  const figures = await benchFlow({ config, logger, greetings: 20, rounds: 1, single: 5 });
  expect(figures.ratio).toBeCloseTo(figures.flowsPerSecond / figures.bareFlowsPerSecond, 5);
  expect(figures.latencyP95Ms).toBeGreaterThanOrEqual(figures.latencyP50Ms);
  expect(figures.latencyP50Ms).toBeGreaterThan(0);
});

test('the API bench orders and reads, and its figures are consistent', async () => {
  const config = loadConfig({ env: await freshVariables() });
  const figures = await benchApi({ config, logger, requests: 10, atOnce: 4 });
  expect(figures.postP95Ms).toBeGreaterThanOrEqual(figures.postP50Ms);
  expect(figures.getP95Ms).toBeGreaterThanOrEqual(figures.getP50Ms);
  expect(figures.requestsPerSecond).toBeGreaterThan(0);
});

test('the speech bench finds words nearer to those of the engine than spreading them', async () => {
  const { PATH } = process.env;
  const config = loadConfig({ env: { PATH, DATABASE_URL: 'postgresql://not-needed', TTS_ENGINES: 'espeak' } });
  const lines = ['Живи долго, смейся чаще, обнимай крепче!'];
  const figures = await benchSpeech({ config, logger, parallel: 1, lines });
  expect(figures).toMatchObject({ engine: 'espeak', alignWords: 12 });
  expect(figures.alignP90Ms).toBeLessThan(figures.spreadMedianMs);
  expect(figures.linesPerSecond).toBeGreaterThan(0);
});
