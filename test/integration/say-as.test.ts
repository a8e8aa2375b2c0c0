import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildScript } from '#root/greeting/script.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createTtsProcessor } from '#root/queue/processors/tts.js';
import type { OpenSpeaker } from '#root/tts/open-speaker.js';
import { loadSpeech } from '#root/tts/speech.js';
import { spec } from '../fixtures/spec.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { createMediaRig, type MediaRig } from '../helpers/media-rig.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';

const greeting = {
  ...spec,
  to: 'Xóchitl',
  text: 'Желаю счастья и крепкого здоровья! Пусть Xóchitl Ng всегда улыбается, и всё сбудется.',
};

let media: MediaRig;
let opened: OpenSpeaker;

beforeAll(async () => {
  media = await createMediaRig();
  opened = await openTestSpeaker({ store: media.store, ffmpeg: media.ffmpeg, workDir: media.dir });
});

afterAll(async () => {
  await opened.close();
  await rm(media.dir, { recursive: true, force: true });
});

/** Speaks all scenes of the greeting by the real step, and returns the keys of their speech. */
async function speak(changes: Partial<typeof spec> = {}): Promise<string[]> {
  const saveVoice = async () => undefined;
  const process = createTtsProcessor({ speaker: opened.speaker, videoJobs: { saveVoice, keepUses: async () => {} } });
  const ordered = { ...greeting, ...changes };
  const videoJob = { spec: ordered, script: null, speechEngine: null, speechVoice: null } as unknown as VideoJob;
  const rest = { videoJob, children: async () => [], signal: new AbortController().signal, logger };
  const scenes = buildScript(ordered).map(async (_, scene) => {
    const data = { videoJobId: 'a', run: 1, scene };
    return process({ ...rest, data, reportProgress: () => {} });
  });
  return (await Promise.all(scenes)).map(({ speechKey }) => speechKey);
}

describe('how a name is said', () => {
  test('changes the lines that contain the name, and no others', async () => {
    const [written, said, otherwise] = [
      await speak(),
      await speak({ sayAs: 'Со́чил' }),
      await speak({ sayAs: 'Чёчил' }),
    ];
    const changed = (keys: string[], others: string[]) => keys.map((key, scene) => key !== others[scene]);
    // The title, a line without the name, a line with it, the closing.
    expect(changed(written, said)).toEqual([true, false, true, false]);
    expect(changed(said, otherwise)).toEqual([true, false, true, false]);
    expect(await speak({ sayAs: 'Со́чил' })).toEqual(said);
  });

  test('is not in the captions, whose words keep their times', async () => {
    const [title = '', , line = ''] = await speak({ sayAs: 'Со́чил-Мария' });
    const { store } = media;
    expect((await loadSpeech(store, title)).words.map(({ text }) => text)).toEqual(['Xóchitl']);
    const { words } = await loadSpeech(store, line);
    expect(words.map(({ text }) => text).join(' ')).toBe('Пусть Xóchitl Ng всегда улыбается, и всё сбудется.');
    for (const { startMs, endMs } of words) expect(endMs).toBeGreaterThan(startMs);
    const { words: short } = await loadSpeech(store, (await speak({ sayAs: 'Со' }))[2] ?? '');
    const lengthOf = (word = { startMs: 0, endMs: 0 }) => word.endMs - word.startMs;
    expect(lengthOf(words[1])).toBeGreaterThan(1.5 * lengthOf(short[1]));
  });

  test('is not said in the closing, which is in words of the project', async () => {
    const to = 'наилучшими';
    expect((await speak({ to, sayAs: 'Анна' })).at(-1)).toBe((await speak({ to })).at(-1));
  });
});
