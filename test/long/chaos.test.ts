import { expect, inject, test } from 'vitest';
import { lastJson, runScript } from '../helpers/processes.js';

test('a short chaos run loses nothing, sends nothing twice and leaves nothing', async () => {
  const variables = { FFMPEG_PATH: inject('quickFfmpeg') };
  const chaos = await runScript('chaos', ['--greetings', '6', '--seed', '34', '--combined', '--json'], variables);
  expect(chaos.exitCode, `${chaos.stdout}\n${chaos.stderr}`).toBe(0);
  expect(lastJson(chaos.stdout)).toMatchObject({
    greetings: 6,
    wrong: 0,
    stuck: 0,
    lost: 0,
    shownTwice: 0,
    doubled: 0,
    notToldOnce: 0,
    processesLeft: 0,
    filesLeft: 0,
  });
}, 600_000);
