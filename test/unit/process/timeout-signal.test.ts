import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { timeoutSignal } from '#root/process/timeout-signal.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('a timeout signal aborts after its time, even if garbage is collected before', async () => {
  let fired = 0;
  const never = new AbortController();
  const signals = Array.from({ length: 100 }, () => timeoutSignal(200, never.signal));
  for (const signal of signals) signal.addEventListener('abort', () => fired++);
  await sleep(50);
  collectGarbage();
  await expect.poll(() => fired).toBe(signals.length);
});

test('a timeout signal aborts with the other signal, with the same reason', () => {
  const other = new AbortController();
  const signal = timeoutSignal(60_000, other.signal);
  other.abort('cancelled');
  expect(signal.reason).toBe('cancelled');
});
