import { expect, test } from 'vitest';
import { createClosers } from '#root/process/shutdown.js';
import { quietLogger as logger } from '../../helpers/logger.js';

test('a resource that is added during shutdown is closed at once, and its creator is aborted', async () => {
  const closers = createClosers(logger);
  const closed: string[] = [];
  let finish = () => {};
  closers.add(
    'slow',
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const closing = closers.closeAll(10_000);
  expect(() => closers.add('late', async () => closed.push('late'))).toThrow(
    expect.objectContaining({ code: 'ABORTED' }),
  );
  expect(closed).toEqual(['late']);
  finish();
  await closing;
});
