import { expect, test } from 'vitest';
import { createClosers } from '#root/process/shutdown.js';
import { quietLogger as logger } from '../../helpers/logger.js';

test('what is made while all is being closed is closed too, and its maker makes no more', async () => {
  const closers = createClosers(logger);
  const closed: string[] = [];
  let goOn = () => {};
  closers.add(
    'slow',
    () =>
      new Promise<void>((resolve) => {
        goOn = resolve;
      }),
  );
  const closing = closers.closeAll(10_000);
  expect(() => closers.add('late', async () => closed.push('late'))).toThrow(
    expect.objectContaining({ code: 'ABORTED' }),
  );
  expect(closed).toEqual(['late']);
  goOn();
  await closing;
});
