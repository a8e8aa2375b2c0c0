import { expect, test } from 'vitest';
import { createLazy } from '#root/app/lazy.js';

test('makes its value once, at the first call', async () => {
  let calls = 0;
  const lazy = createLazy(async () => {
    calls += 1;
    return calls;
  });
  expect(await lazy.ifMade()).toBeUndefined();
  expect(await Promise.all([lazy.get(), lazy.get()])).toEqual([1, 1]);
  expect(await lazy.ifMade()).toBe(1);
});

test('tries again after a failure', async () => {
  let calls = 0;
  const lazy = createLazy(async () => {
    calls += 1;
    if (calls === 1) throw new Error('unavailable');
    return calls;
  });
  await expect(lazy.get()).rejects.toThrow('unavailable');
  expect(await lazy.ifMade()).toBeUndefined();
  expect(await lazy.get()).toBe(2);
});
