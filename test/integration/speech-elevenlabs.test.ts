import { beforeAll, describe, expect, test } from 'vitest';
import { TEXT, useServiceRig } from '../helpers/speech-service-rig.js';
import { json } from '../helpers/speech-services.js';

const rig = useServiceRig();
let mp3: string;

describe('ElevenLabs', () => {
  const env = () => ({ ELEVENLABS_API_KEY: 'xi-key', ELEVENLABS_BASE_URL: rig.server().url });
  const timesOf = (characters: string[], secondsEach = 0.05) => ({
    characters,
    character_start_times_seconds: characters.map((_, index) => index * secondsEach),
    character_end_times_seconds: characters.map((_, index) => (index + 1) * secondsEach),
  });

  beforeAll(async () => {
    mp3 = (await rig.encode('mp3')).toString('base64');
  });

  test('is asked as its documents say', async () => {
    rig.server().answer(json({ audio_base64: mp3, alignment: null, normalized_alignment: null }));
    const { say } = await rig.open('elevenlabs', env());
    await say(TEXT, { id: 'elevenlabs-george', rate: 2 });
    expect(rig.lastRequest()).toMatchObject({
      method: 'POST',
      url: '/v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb/with-timestamps?output_format=mp3_44100_128',
      headers: { 'xi-api-key': 'xi-key', 'content-type': 'application/json' },
      body: { text: TEXT, model_id: 'eleven_multilingual_v2', voice_settings: { speed: 1.2 } },
    });
  });

  test('has the voices of ELEVENLABS_VOICES', async () => {
    rig.server().answer(json({ audio_base64: mp3 }));
    const { say, voices } = await rig.open('elevenlabs', { ...env(), ELEVENLABS_VOICES: 'aB/3:ru:male' });
    expect(voices).toMatchObject([{ id: 'elevenlabs-ab-3', language: 'ru', gender: 'male' }]);
    await say();
    expect(rig.lastRequest().url).toContain('/text-to-speech/aB%2F3/with-timestamps');
  });

  test('reports when each word is heard', async () => {
    rig.server().answer(json({ audio_base64: mp3, alignment: timesOf(Array.from('Ура, 🎉 Анна!')) }));
    const events = (await (await rig.open('elevenlabs', env())).say('Ура, 🎉 Анна!'))?.events ?? [];
    expect(events.find(({ index }) => index === 0)?.startMs).toBe(0);
    expect(events.find(({ index }) => index === 7)?.startMs).toBeCloseTo(350);
  });

  test.each([
    ['a number is spoken as a word', '22 розы тебе, мама', 'двадцать две розы тебе, мама', 3, 13],
    ['spaces and signs differ', 'Анна,  ура — мама', ' Анна ура мама ', 7, 6],
    ['letters differ in case and form', 'ВСЁ хорошо, мама', 'все хорошо, мама', 4, 4],
  ])('finds the words if %s', async (_what, text, spoken, index, at) => {
    rig.server().answer(json({ audio_base64: mp3, alignment: timesOf(Array.from(spoken), 0.02) }));
    const events = (await (await rig.open('elevenlabs', env())).say(text))?.events;
    expect(events?.find((event) => event.index === index)?.startMs).toBeCloseTo(at * 20);
  });

  test.each([
    ['null', null],
    ['nothing', undefined],
    ['another text', timesOf(Array.from('Something completely different'))],
    ['fewer times than characters', { characters: Array.from(TEXT), character_start_times_seconds: [0] }],
    ['something else', { chars: 1 }],
  ])('speaks without times if it reports %s', async (_what, alignment) => {
    rig.server().answer(json({ audio_base64: mp3, alignment }));
    const sound = await (await rig.open('elevenlabs', env())).say();
    expect(sound?.events).toBeUndefined();
    expect(sound?.samples.length).toBeGreaterThan(40_000);
  });

  test('without characters left, or with a wrong key, is for an operator', async () => {
    const { say } = await rig.open('elevenlabs', env());
    rig
      .server()
      .answer(json({ detail: { status: 'quota_exceeded', message: 'This request exceeds your quota' } }, 401));
    await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_QUOTA' });
    rig.server().answer(json({ detail: { status: 'invalid_api_key', message: 'x' } }, 401));
    await expect(say()).rejects.toMatchObject({ code: 'SPEECH_UNAUTHORISED' });
  });
});
