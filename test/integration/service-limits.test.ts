import { expect, onTestFinished, test } from 'vitest';
import { createServiceLimits, type ServiceLimits } from '#root/tts/service-limits.js';
import { freePort } from '../helpers/free-port.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshRedis } from '../helpers/services.js';

const signal = new AbortController().signal;

function open({ prefix, ...redis }: ReturnType<typeof freshRedis>, perSecond = 3): ServiceLimits {
  const speech = { engines: ['openai', 'espeak'] as const, limits: { openai: perSecond } };
  const limits = createServiceLimits({ redis, prefix, speech: { ...speech, engines: [...speech.engines] }, logger });
  onTestFinished(() => limits.close());
  return limits;
}

/** Returns whether the next call has to wait. It is given up then. */
async function mustWait(limits: ServiceLimits): Promise<boolean> {
  const stopping = new AbortController();
  const waiting = limits.wait('openai', stopping.signal);
  setTimeout(() => stopping.abort('shutdown'), 100);
  return waiting.then(
    () => false,
    ({ code }) => code === 'ABORTED',
  );
}

test('workers together stay below the limit of a service', async () => {
  const redis = freshRedis();
  const [one, other] = [open(redis), open(redis)];
  await one.wait('openai', signal);
  await other.wait('openai', signal);
  await one.wait('openai', signal);
  expect(await mustWait(other)).toBe(true);
  // The next second.
  await other.wait('openai', signal);
});

test('a worker stays below the limit alone if Redis is unavailable', async () => {
  const limits = open({ ...freshRedis(), port: await freePort() }, 1);
  await limits.wait('openai', signal);
  expect(await mustWait(limits)).toBe(true);
});

test('an engine without a limit is never waited for', async () => {
  const limits = open(freshRedis());
  for (let count = 0; count < 50; count += 1) await limits.wait('espeak', signal);
});
