import { beforeEach, expect, test } from 'vitest';
import { createWorkshop } from '#root/bot/status/workshop.js';
import { UnavailableError } from '#root/errors.js';

let now: number;
let workers: Record<string, number | undefined>;
let isPaused: boolean;
let isRedisThere: boolean;

beforeEach(() => {
  now = 0;
  workers = { tts: 1, montage: 1, deliver: 1, greeting: 1 };
  isPaused = false;
  isRedisThere = true;
});

function open() {
  const condition = async (step: string) => {
    if (!isRedisThere) throw new UnavailableError('REDIS_UNAVAILABLE', 'made to fail');
    return { isPaused, workers: workers[step] };
  };
  return createWorkshop({ flows: { condition }, clock: () => now });
}

/** Looks every second until then, in seconds. */
async function until(workshop: ReturnType<typeof createWorkshop>, seconds: number): Promise<string[]> {
  for (; now < seconds * 1_000; now += 1_000) await workshop.check();
  await workshop.check();
  return [...workshop.closed()];
}

test('a step without workers is closed after half a minute, and open as soon as one has started', async () => {
  const workshop = open();
  workers.montage = 0;
  expect(await until(workshop, 29)).toEqual([]);
  expect(await until(workshop, 31)).toEqual(['montage']);
  workers.montage = 1;
  expect(await until(workshop, 37)).toEqual([]);
});

test('a step whose workers restart is not closed', async () => {
  const workshop = open();
  for (const seconds of [20, 40, 60]) {
    workers.tts = 0;
    await until(workshop, seconds - 6);
    workers.tts = 1;
    expect(await until(workshop, seconds)).toEqual([]);
  }
});

test('a step that is drained is closed, and all are while Redis is away', async () => {
  const workshop = open();
  isPaused = true;
  expect(await until(workshop, 40)).toHaveLength(4);
  isPaused = false;
  expect(await until(workshop, 50)).toEqual([]);
  isRedisThere = false;
  expect(await until(workshop, 90)).toHaveLength(4);
});

test('nothing is known if Redis does not say how many workers there are, or if nobody has looked', async () => {
  const workshop = open();
  workers.tts = undefined;
  expect(await until(workshop, 60)).toEqual([]);
  workers.tts = 0;
  await until(workshop, 70);
  now += 600_000;
  await workshop.check();
  expect([...workshop.closed()]).toEqual([]);
});
