import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { engines } from '#root/tts/engines/index.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { createMediaRig, type MediaRig } from '../helpers/media-rig.js';
import {
  bytes,
  encodeTone,
  json,
  type SpeechServer,
  startSpeechServer,
  yandexStream,
} from '../helpers/speech-services.js';
import { tone } from '../helpers/wav.js';

const TEXT = 'С днём рождения, Анна!';
let rig: MediaRig;
let mp3: string;
let server: SpeechServer;
let opened: SpeechEngine[] = [];

beforeAll(async () => {
  rig = await createMediaRig();
});

afterAll(() => rm(rig.dir, { recursive: true, force: true }));

beforeEach(async () => {
  server = await startSpeechServer();
});

afterEach(async () => {
  for (const engine of opened) await engine.close();
  opened = [];
  await server.stop();
});

async function open(name: 'openai' | 'elevenlabs' | 'yandex' | 'salute', env: Record<string, string>) {
  const { speech, proxies } = loadConfig({ env: { DATABASE_URL: 'postgresql://host/db', ...env } });
  const media = { ffmpeg: async () => rig.ffmpeg, workDir: async () => rig.dir };
  const engine = await engines[name].create({ speech, proxies, threads: 1, logger, ...media });
  opened.push(engine);
  const { voices, missing } = await engine.availability();
  const say = (text = TEXT, { rate = 1, id = voices[0]?.id } = {}) => {
    const voice = voices.find((each) => each.id === id) as Voice;
    return engine.speak({ text, voice, rate, languages: {} }, { signal: new AbortController().signal });
  };
  return { engine, voices, missing, say };
}

/** Returns the last request, its body parsed. */
function lastRequest() {
  const { body, url, headers, method } = server.seen.at(-1) ?? { body: '{}', url: '', headers: {}, method: '' };
  return { method, url, headers, body: JSON.parse(body) };
}

describe('OpenAI', () => {
  const env = () => ({ OPENAI_API_KEY: 'sk-key', OPENAI_BASE_URL: `${server.url}/v1` });

  test('is asked as its documents say', async () => {
    server.answer(bytes(tone()));
    const { say } = await open('openai', { ...env(), OPENAI_TTS_INSTRUCTIONS: 'Speak "warmly"' });
    await say(`А́ня & "Я" \\ <b> 🎉\n`, { id: 'openai-onyx', rate: 1.25 });
    expect(lastRequest()).toMatchObject({
      method: 'POST',
      url: '/v1/audio/speech',
      headers: { authorization: 'Bearer sk-key', 'content-type': 'application/json' },
      body: {
        model: 'gpt-4o-mini-tts',
        voice: 'onyx',
        input: `Аня & "Я" \\ <b> 🎉\n`,
        response_format: 'wav',
        speed: 1.25,
        instructions: 'Speak "warmly"',
      },
    });
    await say();
    expect(Object.keys(lastRequest().body)).not.toContain('speed');
  });

  test('needs a key, but a server of one’s own does not', async () => {
    expect((await open('openai', {})).missing).toBe('OPENAI_API_KEY');
    server.answer(bytes(tone()));
    const { say } = await open('openai', { OPENAI_BASE_URL: server.url, OPENAI_TTS_VOICES: 'af_heart:en:female' });
    await say();
    expect(lastRequest()).toMatchObject({ url: '/audio/speech', body: { voice: 'af_heart' } });
    expect(lastRequest().headers).not.toHaveProperty('authorization');
  });

  test('has the voices of OPENAI_TTS_VOICES instead of its own', async () => {
    const list = { OPENAI_TTS_VOICES: 'af_sky+af_bella:en:female, ru/Иван 2:ru:male' };
    const { voices } = await open('openai', { ...env(), ...list });
    expect(voices).toMatchObject([
      { id: 'openai-af_sky-af_bella', language: 'en', gender: 'female' },
      { id: 'openai-ru-иван-2', language: 'ru', gender: 'male' },
    ]);
    const config = { DATABASE_URL: 'postgresql://host/db', OPENAI_TTS_VOICES: 'nova' };
    expect(() => loadConfig({ env: config })).toThrow('OPENAI_TTS_VOICES: "nova" is not name:language:gender');
  });

  test('has voices whose revision changes with the model, the server, the format and the instructions', async () => {
    const changes = [
      {},
      { OPENAI_TTS_MODEL: 'tts-1' },
      { OPENAI_BASE_URL: 'http://other/v1' },
      { OPENAI_TTS_FORMAT: 'mp3' },
      { OPENAI_TTS_INSTRUCTIONS: 'Whisper' },
    ];
    const revisions = await Promise.all(
      changes.map(async (change) => (await open('openai', { ...env(), ...change })).voices[0]?.revision),
    );
    expect(new Set(revisions).size).toBe(changes.length);
  });

  test('without money is for an operator, not for waiting', async () => {
    server.answer(json({ error: { message: 'x', type: 'insufficient_quota', code: 'insufficient_quota' } }, 429));
    const { say } = await open('openai', env());
    await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_QUOTA' });
  });

  test.each([
    [{ error: { message: 'Voice nowhere not found', code: null } }, 'Voice nowhere not found'],
    [{ error: 'model is loading' }, 'model is loading'],
    [{ detail: 'Unsupported format' }, 'Unsupported format'],
    [{ detail: { error: 'validation_error', message: 'No such voice' } }, 'No such voice'],
    [{ detail: [{ loc: ['body', 'input'], msg: 'Field required', input: { input: TEXT } }] }, 'Field required'],
    [{ message: `cannot say 'С днём рождения' (\\u0421 \\u0434)` }, "cannot say '…)"],
    [{ message: 'x'.repeat(900) }, 'x'.repeat(200)],
    [5, 'status 422'],
  ])('says why the server refuses: %j', async (body, reason) => {
    server.answer(json(body, 422));
    const { say } = await open('openai', env());
    await expect(say()).rejects.toThrow(new RegExp(`refuses to speak: ${reason.replace(/[()]/g, '\\$&')}$`));
  });

  test('is asked for raw samples if OPENAI_TTS_FORMAT says so', async () => {
    server.answer(bytes(tone().subarray(44), 'audio/pcm'));
    const { say } = await open('openai', { ...env(), OPENAI_TTS_FORMAT: 'pcm' });
    expect(await say()).toMatchObject({ sampleRate: 24_000, samples: { length: 48_000 } });
    expect(lastRequest().body).toMatchObject({ response_format: 'pcm' });
    // Some servers always send the same format.
    server.answer(bytes(tone(), 'audio/wav'));
    expect(await say()).toMatchObject({ sampleRate: 48_000, samples: { length: 48_000 } });
    const untagged = await encodeTone(rig, 'mp3', ['-id3v2_version', '0', '-write_xing', '0']);
    server.answer(bytes(untagged, 'audio/mpeg'));
    expect((await say())?.sampleRate).toBe(48_000);
    // Or always name the same.
    server.answer(bytes(tone().subarray(44), 'audio/mpeg'));
    expect(await say()).toMatchObject({ sampleRate: 24_000, samples: { length: 48_000 } });
  });

  test('may close each connection without saying so', async () => {
    server.answer((response) => {
      bytes(tone())(response);
      response.on('finish', () => response.socket?.end());
    });
    const { say } = await open('openai', env());
    for (let line = 0; line < 5; line += 1) expect((await say())?.samples).toHaveLength(48_000);
  });

  test.each(['ogg', 'flac', 'mp3', 'webm', 'm4a', 'f32.wav', 's24.wav', 'u8.wav', 'stereo.wav', 'alaw.wav'])(
    'may answer with %s whatever it is asked for',
    async (kind) => {
      server.answer(bytes(await encoded(kind), 'audio/mpeg'));
      const { say } = await open('openai', env());
      const sound = await say();
      expect((sound?.samples.length ?? 0) / (sound?.sampleRate ?? 1)).toBeCloseTo(1, 0);
      const loudest = sound?.samples.reduce((most, sample) => Math.max(most, sample)) ?? 0;
      expect(loudest).toBeGreaterThan(5_000);
      expect(loudest).toBeLessThan(10_000);
    },
  );
});

const ENCODERS: Record<string, string[]> = {
  ogg: ['-c:a', 'libopus'],
  webm: ['-c:a', 'libopus'],
  'f32.wav': ['-c:a', 'pcm_f32le', '-ar', '24000'],
  's24.wav': ['-c:a', 'pcm_s24le'],
  'u8.wav': ['-c:a', 'pcm_u8', '-ar', '8000'],
  'stereo.wav': ['-ac', '2', '-ar', '44100'],
  'alaw.wav': ['-c:a', 'pcm_alaw', '-ar', '8000'],
};

const encoded = (kind: string) => encodeTone(rig, kind, ENCODERS[kind]);

describe('ElevenLabs', () => {
  const env = () => ({ ELEVENLABS_API_KEY: 'xi-key', ELEVENLABS_BASE_URL: server.url });
  const timesOf = (characters: string[], secondsEach = 0.05) => ({
    characters,
    character_start_times_seconds: characters.map((_, index) => index * secondsEach),
    character_end_times_seconds: characters.map((_, index) => (index + 1) * secondsEach),
  });

  beforeAll(async () => {
    mp3 = (await encoded('mp3')).toString('base64');
  });

  test('is asked as its documents say', async () => {
    server.answer(json({ audio_base64: mp3, alignment: null, normalized_alignment: null }));
    const { say } = await open('elevenlabs', env());
    await say(TEXT, { id: 'elevenlabs-george', rate: 2 });
    expect(lastRequest()).toMatchObject({
      method: 'POST',
      url: '/v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb/with-timestamps?output_format=mp3_44100_128',
      headers: { 'xi-api-key': 'xi-key', 'content-type': 'application/json' },
      body: { text: TEXT, model_id: 'eleven_multilingual_v2', voice_settings: { speed: 1.2 } },
    });
  });

  test('has the voices of ELEVENLABS_VOICES', async () => {
    server.answer(json({ audio_base64: mp3 }));
    const { say, voices } = await open('elevenlabs', { ...env(), ELEVENLABS_VOICES: 'aB/3:ru:male' });
    expect(voices).toMatchObject([{ id: 'elevenlabs-ab-3', language: 'ru', gender: 'male' }]);
    await say();
    expect(lastRequest().url).toContain('/text-to-speech/aB%2F3/with-timestamps');
  });

  test('reports when each word is heard', async () => {
    server.answer(json({ audio_base64: mp3, alignment: timesOf(Array.from('Ура, 🎉 Анна!')) }));
    const events = (await (await open('elevenlabs', env())).say('Ура, 🎉 Анна!'))?.events ?? [];
    expect(events.find(({ index }) => index === 0)?.startMs).toBe(0);
    expect(events.find(({ index }) => index === 7)?.startMs).toBeCloseTo(350);
  });

  test.each([
    ['a number is spoken as a word', '22 розы тебе, мама', 'двадцать две розы тебе, мама', 3, 13],
    ['spaces and signs differ', 'Анна,  ура — мама', ' Анна ура мама ', 7, 6],
    ['letters differ in case and form', 'ВСЁ хорошо, мама', 'все хорошо, мама', 4, 4],
  ])('finds the words if %s', async (_what, text, spoken, index, at) => {
    server.answer(json({ audio_base64: mp3, alignment: timesOf(Array.from(spoken), 0.02) }));
    const events = (await (await open('elevenlabs', env())).say(text))?.events;
    expect(events?.find((event) => event.index === index)?.startMs).toBeCloseTo(at * 20);
  });

  test.each([
    ['null', null],
    ['nothing', undefined],
    ['another text', timesOf(Array.from('Something completely different'))],
    ['fewer times than characters', { characters: Array.from(TEXT), character_start_times_seconds: [0] }],
    ['something else', { chars: 1 }],
  ])('speaks without times if it reports %s', async (_what, alignment) => {
    server.answer(json({ audio_base64: mp3, alignment }));
    const sound = await (await open('elevenlabs', env())).say();
    expect(sound?.events).toBeUndefined();
    expect(sound?.samples.length).toBeGreaterThan(40_000);
  });

  test('without characters left, or with a wrong key, is for an operator', async () => {
    const { say } = await open('elevenlabs', env());
    server.answer(json({ detail: { status: 'quota_exceeded', message: 'This request exceeds your quota' } }, 401));
    await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_QUOTA' });
    server.answer(json({ detail: { status: 'invalid_api_key', message: 'x' } }, 401));
    await expect(say()).rejects.toMatchObject({ code: 'SPEECH_UNAUTHORISED' });
  });
});

describe('Yandex SpeechKit', () => {
  const env = () => ({ YANDEX_API_KEY: 'y-key', YANDEX_TTS_BASE_URL: server.url });

  test('is asked as its documents say', async () => {
    server.answer(bytes(yandexStream([TEXT]), 'application/json'));
    const { say } = await open('yandex', { ...env(), YANDEX_FOLDER_ID: 'b1g' });
    await say('За́мок **и** замо́к, [[ja]] sil<[300]> 2+2 & <b>', { id: 'yandex-alena', rate: 1.1 });
    expect(lastRequest()).toMatchObject({
      method: 'POST',
      url: '/tts/v3/utteranceSynthesis',
      headers: { authorization: 'Api-Key y-key', 'x-folder-id': 'b1g' },
      body: {
        text: 'З+амок  и  зам+ок,  ja    2+2 & <b>',
        hints: [{ voice: 'alena' }, { role: 'good' }, { speed: 1.1 }],
        outputAudioSpec: { rawAudio: { audioEncoding: 'LINEAR16_PCM', sampleRateHertz: '48000' } },
        unsafeMode: true,
      },
    });
  });

  test('is asked with an IAM token if there is no key', async () => {
    server.answer(bytes(yandexStream([TEXT]), 'application/json'));
    const { say } = await open('yandex', { YANDEX_IAM_TOKEN: 't1.iam', YANDEX_TTS_BASE_URL: server.url });
    await say(TEXT, { id: 'yandex-filipp' });
    expect(lastRequest().headers).toMatchObject({ authorization: 'Bearer t1.iam' });
    expect(lastRequest().headers).not.toHaveProperty('x-folder-id');
    expect(lastRequest().body.hints).toEqual([{ voice: 'filipp' }, { speed: 1 }]);
    server.answer(json({ code: 16, message: 'The token has expired' }, 401));
    await expect(say()).rejects.toThrow('YANDEX_IAM_TOKEN');
  });

  test.each([
    ['lines', '\n'],
    ['lines of Windows', '\r\n'],
    ['one after another', ''],
    ['apart', '\n\n  \n'],
    ['in an array', ','],
  ])('may send its objects %s', async (_how, separator) => {
    const parts = TEXT.split(' ');
    const stream = yandexStream(parts, separator);
    server.answer(bytes(separator === ',' ? `[${stream}]` : stream, 'application/json'));
    const sound = await (await open('yandex', env())).say();
    expect(sound?.samples).toHaveLength(48_000);
    expect(sound?.events?.map(({ index }) => index)).toEqual([0, 2, 7, 17]);
    expect(sound?.events?.map(({ startMs }) => startMs)).toEqual([0, 250, 500, 750]);
  });

  test('reports no times if its chunks are sentences, or have no text', async () => {
    const { say } = await open('yandex', env());
    for (const parts of [
      ['Ура. Анна поёт.', 'Все рады.'],
      ['', '', ''],
    ]) {
      server.answer(bytes(yandexStream(parts), 'application/json'));
      expect((await say('Ура. Анна поёт. Все рады.'))?.events).toBeUndefined();
    }
  });

  test('fails if its stream ends with an error, or amid an object', async () => {
    const { say } = await open('yandex', env());
    const error = JSON.stringify({ error: { grpcCode: 13, httpCode: 500, message: `cannot say ${TEXT}` } });
    for (const stream of [`${yandexStream(['С'])}\n${error}`, yandexStream(['С', 'днём']).slice(0, -20)]) {
      server.answer(bytes(stream, 'application/json'));
      await expect(say()).rejects.toMatchObject({ name: 'StepError', code: 'SPEECH_FAILED' });
    }
  });
});

describe('SaluteSpeech', () => {
  const env = () => ({
    SALUTE_AUTH_KEY: 'Basic s-key',
    SALUTE_AUTH_URL: `${server.url}/oauth`,
    SALUTE_BASE_URL: `${server.url}/rest/v1`,
  });
  const seen = () => server.seen.at(-1);

  test('is asked as its documents say', async () => {
    const logins: unknown[] = [];
    server.answerLogin((response, request) => {
      logins.push(request);
      json({ access_token: 'token', expires_at: Date.now() + 1_800_000 })(response);
    });
    server.answer(bytes(tone()));
    const { say } = await open('salute', { ...env(), SALUTE_SCOPE: 'SALUTE_SPEECH_CORP' });
    await say('А́нна & <b>', { id: 'salute-bys' });
    expect(logins).toMatchObject([
      {
        headers: {
          authorization: 'Basic s-key',
          'content-type': 'application/x-www-form-urlencoded',
          rquid: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
        },
        body: 'scope=SALUTE_SPEECH_CORP',
      },
    ]);
    expect(seen()).toMatchObject({
      method: 'POST',
      url: '/rest/v1/text:synthesize?format=wav16&voice=Bys_24000',
      headers: { authorization: 'Bearer token', 'content-type': 'application/text' },
      body: 'Анна & <b>',
    });
    await say('"А" & <b>\u0000', { rate: 1.15 });
    expect(seen()).toMatchObject({
      headers: { 'content-type': 'application/ssml' },
      body: '<speak><paint speed="high">&quot;А&quot; &amp; &lt;b&gt; </paint></speak>',
    });
  });

  test('gives one token to lines that are spoken at once, and later', async () => {
    server.answer(bytes(tone()));
    const { say } = await open('salute', env());
    await Promise.all([say(), say(), say()]);
    await say();
    expect(server.tokens).toEqual(['token-1']);
  });

  test('gets a new token before the old one ends, and once after a refusal', async () => {
    server.answer(bytes(tone()));
    const { say } = await open('salute', env());
    server.answerLogin(json({ access_token: 'short', expires_at: Date.now() + 59_000 }));
    await say();
    server.answerLogin(undefined);
    await say();
    expect(seen()?.headers.authorization).toBe('Bearer token-1');
    server.answer((response, { headers }) =>
      headers.authorization === 'Bearer token-1'
        ? json({ status: 401, message: 'Token has expired' }, 401)(response)
        : bytes(tone())(response),
    );
    await say();
    expect(server.tokens).toEqual(['token-1', 'token-2']);
    server.answer(json({ status: 401 }, 401));
    await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_UNAUTHORISED' });
    expect(server.tokens).toEqual(['token-1', 'token-2', 'token-3']);
  });

  test('says what is wrong if the login is refused, and asks again for the next line', async () => {
    server.answer(bytes(tone()));
    const { say } = await open('salute', env());
    for (const status of [400, 401]) {
      server.answerLogin(json({ code: 7, message: 'scope from db not fully includes consumed scope' }, status));
      await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_UNAUTHORISED' });
      await expect(say()).rejects.toThrow('SALUTE_AUTH_KEY or SALUTE_SCOPE');
    }
    server.answerLogin(json({ access_token: 5 }));
    await expect(say()).rejects.toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
    server.answerLogin(undefined);
    await say();
    expect(server.seen).toHaveLength(1);
  });

  test('does not let the end of one line take the token from another', async () => {
    server.answer(bytes(tone()));
    const { engine, voices, say } = await open('salute', env());
    let release = () => {};
    const asked = new Promise<void>((resolve) => {
      server.answerLogin((response) => {
        release = () => json({ access_token: 'late', expires_at: Date.now() + 1_800_000 })(response);
        resolve();
      });
    });
    const stopping = new AbortController();
    const order = { text: TEXT, voice: voices[0] as Voice, rate: 1, languages: {} };
    const [stopped, kept] = [engine.speak(order, stopping), say()];
    await asked;
    stopping.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    release();
    expect((await kept)?.samples).toHaveLength(48_000);
  });
});
