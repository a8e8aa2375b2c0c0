import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngineInstances, type EngineInstance, type EngineInstances } from '#root/tts/engines/instances.js';

/** Instances that are alive, by their names, in the order of their starts. */
let alive: string[];
let most: number;
let instances: EngineInstances;

beforeEach(() => {
  alive = [];
  most = 0;
  instances = createEngineInstances(2);
});

function kind(engine: string, { users = 1, loaded = 'voice' } = {}) {
  const start = (): EngineInstance & { die: () => void } => {
    const name = `${engine} ${loaded}`;
    let isAlive = true;
    const die = () => {
      if (isAlive) alive.splice(alive.indexOf(name), 1);
      isAlive = false;
    };
    alive.push(name);
    most = Math.max(most, alive.length);
    return {
      isAlive: () => isAlive,
      die,
      async end() {
        // Memory is free a moment later only.
        await new Promise((resolve) => setImmediate(resolve));
        die();
      },
    };
  };
  return { engine, loaded, users, start };
}

const speak = (engine: string, options?: Parameters<typeof kind>[1]) =>
  instances.use(kind(engine, options), () => new Promise((resolve) => setImmediate(resolve)));

describe('instances of engines', () => {
  test('are used again', async () => {
    for (let line = 0; line < 3; line += 1) await Promise.all([speak('a'), speak('a')]);
    expect(alive).toEqual(['a voice', 'a voice']);
    expect(most).toBe(2);
  });

  test('end, the longest idle one first, before that of another engine or voice starts', async () => {
    await speak('a');
    await speak('b');
    await speak('a');
    await speak('c');
    expect(alive).toEqual(['a voice', 'c voice']);
    await speak('c', { loaded: 'other' });
    expect(alive).toEqual(['c voice', 'c other']);
    expect(most).toBe(2);
  });

  test('are never more than the limit, however many lines begin at once', async () => {
    const engines = ['a', 'b', 'a', 'c', 'b', 'c', 'a', 'a', 'd'];
    await Promise.all(engines.map((engine) => speak(engine)));
    expect(most).toBe(2);
    expect(instances.count()).toBe(2);
  });

  test('stay while they work', async () => {
    const working = instances.use(kind('a'), async ({ isAlive }) => {
      for (const engine of ['b', 'c', 'd']) await speak(engine);
      return isAlive();
    });
    expect(await working).toBe(true);
  });

  test('serve several lines at once if their kind can', async () => {
    await Promise.all([speak('a', { users: 2 }), speak('a', { users: 2 })]);
    expect(alive).toEqual(['a voice']);
  });

  test('are replaced if they died or did not start', async () => {
    await expect(
      instances.use(kind('a'), async ({ die }) => {
        die();
        throw new Error('crashed');
      }),
    ).rejects.toThrow('crashed');
    const broken = {
      engine: 'a',
      loaded: 'voice',
      start: () => {
        throw new Error('no program');
      },
    };
    await expect(instances.use(broken, async () => {})).rejects.toThrow('no program');
    expect(instances.count()).toBe(0);
    await speak('a');
    expect(alive).toEqual(['a voice']);
  });

  test('end when idle for a while, and with their engine', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await speak('a');
      await vi.advanceTimersByTimeAsync(120_000);
      await vi.waitUntil(() => alive.length === 0);
    } finally {
      vi.useRealTimers();
    }
    await Promise.all([speak('a'), speak('b')]);
    await instances.close('a');
    expect(alive).toEqual(['b voice']);
  });
});
