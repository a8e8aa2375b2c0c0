import { PassThrough } from 'node:stream';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createLogger } from '#root/logger.js';

const SCRIPT = `
  import { createLogger } from '#root/logger.js';
  const logger = createLogger({ level: 'info', secrets: ['123:token', 'pa"ss', 'pa"ss word'], readable: process.argv[1] === 'readable' });
  const error = new Error('calling https://host/bot123:token/x', { cause: new Error('123:token') });
  logger.child({ videoJobId: 'id' }).info('step done', { error, found: 'pa"ss word', at: 'http://u:pa%22ss@host' });
`;

async function log(mode: string): Promise<{ stdout: string; stderr: string }> {
  return execa('node', ['--import', 'tsx', '--input-type=module', '-e', SCRIPT, mode]);
}

test('lines are JSON on standard error, with errors and their causes and without secrets', async () => {
  const { stdout, stderr } = await log('json');
  expect(stdout).toBe('');
  expect(JSON.parse(stderr)).toMatchObject({
    level: 'info',
    message: 'step done',
    videoJobId: 'id',
    error: { cause: { message: '***' } },
    found: '***',
    at: 'http://u:***@host',
  });
  expect(stderr).not.toContain('123:token');
});

test('readable lines contain no secrets', async () => {
  const { stderr } = await log('readable');
  expect(stderr).toContain('step done');
  expect(stderr).toContain('videoJobId=id');
  expect(stderr).not.toContain('123:token');
});

test('a secret that is a word or sign of the line itself leaves the line valid JSON', () => {
  const stream = new PassThrough();
  const logger = createLogger({
    level: 'info',
    secrets: ['level', 'info', '"', ',', 'true', '2'],
    readable: false,
    stream,
  });
  logger.info('the level is "level"', { found: { level: ['level'] }, done: true });
  expect(JSON.parse(String(stream.read()))).toMatchObject({
    level: 'info',
    message: 'the *** is *********',
    found: { level: ['***'] },
    done: true,
  });
});
