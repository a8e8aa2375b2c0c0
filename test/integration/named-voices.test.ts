import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenSpeaker } from '#root/tts/open-speaker.js';
import { createMediaRig, type MediaRig } from '../helpers/media-rig.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';
import { bytes, type SpeechServer, startSpeechServer } from '../helpers/speech-services.js';
import { writeTinyVits } from '../helpers/tiny-vits.js';
import { tone } from '../helpers/wav.js';

let media: MediaRig;
let server: SpeechServer;
let opened: OpenSpeaker;

beforeAll(async () => {
  media = await createMediaRig();
  server = await startSpeechServer();
  server.answer(bytes(tone()));
  opened = await openTestSpeaker(
    { store: media.store, ffmpeg: media.ffmpeg, workDir: media.dir },
    {
      TTS_ENGINES: 'espeak,openai,sherpa',
      OPENAI_BASE_URL: server.url,
      OPENAI_TTS_VOICES: 'af_Bella:mul:female,ru_Ivan:ru:male',
      VOICES_DIR: join(media.dir, 'voices'),
    },
  );
});

afterAll(async () => {
  await opened.close();
  await server.stop();
  await rm(media.dir, { recursive: true, force: true });
});

/** Returns the id of the voice that speaks the text for a greeting that names a voice. */
async function spokenBy(voice: string, text = 'С днём рождения!'): Promise<string | undefined> {
  const { signal } = new AbortController();
  return (await opened.speaker.speak({ text, voice, greeting: text }, { signal })).voice?.id;
}

describe('a greeting that names', () => {
  test('a voice of OPENAI_TTS_VOICES is spoken by it', async () => {
    expect(await spokenBy('openai-af_bella')).toBe('openai-af_bella');
    expect(await spokenBy('openai-ru_ivan')).toBe('openai-ru_ivan');
    expect(server.seen.map(({ body }) => JSON.parse(body).voice)).toEqual(['af_Bella', 'ru_Ivan']);
  });

  test('a voice of many languages has its numbers read in the language of its words', async () => {
    await spokenBy('openai-af_bella', 'Тебе 83!');
    expect(JSON.parse(server.seen.at(-1)?.body ?? '').input).toBe('Тебе восемьдесят три!');
  });

  test('a model of one’s own in VOICES_DIR is spoken by it as long as it is there', async () => {
    const folder = join(media.dir, 'voices', 'tiny-ru_RU-male');
    await writeTinyVits(folder);
    expect(await spokenBy('sherpa-tiny-ru_RU-male', 'Раз!')).toBe('sherpa-tiny-ru_RU-male');
    await rename(folder, join(media.dir, 'away'));
    expect(await spokenBy('sherpa-tiny-ru_RU-male', 'Два!')).toBe('espeak-ru-male');
  });

  test.each([
    ['sherpa-never-there', 'С юбилеем!', 'espeak-ru-female'],
    ['sherpa-never-there', 'Happy birthday, dear friend!', 'espeak-en-female'],
    ['sherpa-never-there-male', 'Туған күніңмен, апа! Бақытты бол!', 'espeak-kk-male'],
    ['elevenlabs-gone', 'С юбилеем!', 'espeak-ru-female'],
  ])('%s, which nobody has, is spoken in the language of "%s" by %s', async (voice, text, nearest) => {
    expect(await spokenBy(voice, text)).toBe(nearest);
  });

  test('a voice that the service no longer has is spoken by another voice of the service', async () => {
    expect(await spokenBy('openai-nova', 'Ура, друзья!')).toBe('openai-af_bella');
  });
});
