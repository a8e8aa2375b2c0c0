import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '#root/logger.js';
import { logWarnings } from '#root/process/log-warnings.js';

let listeners: NodeJS.WarningListener[];

beforeEach(() => {
  listeners = process.listeners('warning');
});

afterEach(() => {
  process.removeAllListeners('warning');
  for (const listener of listeners) process.on('warning', listener);
});

test('a warning is one line of the log, without the secrets, and nothing else is printed', async () => {
  const stream = new PassThrough();
  // As a command does that reads its configuration twice.
  for (let count = 0; count < 2; count += 1)
    logWarnings(createLogger({ level: 'info', readable: false, secrets: ['hunter2'], stream }));
  const warned = new Promise((resolve) => process.once('warning', resolve));
  process.emitWarning('too many listeners of hunter2', 'MaxListenersExceededWarning');
  await warned;
  stream.end();
  const lines = (await text(stream)).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    message: 'Node.js warns',
    error: { message: 'too many listeners of ***' },
  });
});
