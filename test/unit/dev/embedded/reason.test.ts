import { execa } from 'execa';
import { expect, test } from 'vitest';
import { reasonIn, reasonOf } from '#root/dev/embedded/reason.js';

test('the reason is the last line that names an error', () => {
  const output = [
    'FATAL:  could not resize shared memory segment "/PostgreSQL.1": No space left on device',
    'child process exited with exit code 1',
    'initdb: removing contents of data directory "/tmp/x"',
  ];
  expect(reasonIn(output.join('\n'))).toBe(output[0]);
});

test("PostgreSQL's hint is part of the reason", () => {
  const output = [
    'LOG:  starting',
    'FATAL:  could not extend file "base/1"',
    '1 [2] HINT:  Check free disk space.',
    'bye',
  ];
  expect(reasonIn(output.join('\n'))).toBe('FATAL:  could not extend file "base/1" (Check free disk space.)');
});

test('the reason is the last line if none names an error', () => {
  expect(reasonIn('one\ntwo\n\n')).toBe('two');
  expect(reasonIn('')).toBeUndefined();
});

test('the reason of a program that wrote none is that of the system, or how it ended', async () => {
  expect(reasonOf(await execa('/nowhere').catch((error: unknown) => error))).toContain('ENOENT');
  expect(reasonOf(await execa('false').catch((error: unknown) => error))).toContain('exit code 1');
});
