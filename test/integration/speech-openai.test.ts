import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { startForwardProxy } from '../helpers/forward-proxy.js';
import { makeSite } from '../helpers/redis-servers.js';
import { TEXT, useServiceRig } from '../helpers/speech-service-rig.js';
import { bytes, json } from '../helpers/speech-services.js';
import { tone } from '../helpers/wav.js';

const rig = useServiceRig();

const ENCODERS: Record<string, string[]> = {
  ogg: ['-c:a', 'libopus'],
  webm: ['-c:a', 'libopus'],
  'f32.wav': ['-c:a', 'pcm_f32le', '-ar', '24000'],
  's24.wav': ['-c:a', 'pcm_s24le'],
  'u8.wav': ['-c:a', 'pcm_u8', '-ar', '8000'],
  'stereo.wav': ['-ac', '2', '-ar', '44100'],
  'alaw.wav': ['-c:a', 'pcm_alaw', '-ar', '8000'],
};

describe('OpenAI', () => {
  const env = () => ({ OPENAI_API_KEY: 'sk-key', OPENAI_BASE_URL: `${rig.server().url}/v1` });

  test('is asked as its documents say', async () => {
    rig.server().answer(bytes(tone()));
    const { say } = await rig.open('openai', { ...env(), OPENAI_TTS_INSTRUCTIONS: 'Speak "warmly"' });
    await say(`Аня & "Я" \\ <b> 🎉\n`, { id: 'openai-onyx', rate: 1.25 });
    expect(rig.lastRequest()).toMatchObject({
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
    expect(Object.keys(rig.lastRequest().body)).not.toContain('speed');
  });

  test('needs a key, but a server of one’s own does not', async () => {
    expect((await rig.open('openai', {})).missing).toBe('OPENAI_API_KEY');
    rig.server().answer(bytes(tone()));
    const { say } = await rig.open('openai', {
      OPENAI_BASE_URL: rig.server().url,
      OPENAI_TTS_VOICES: 'af_heart:en:female',
    });
    await say();
    expect(rig.lastRequest()).toMatchObject({ url: '/audio/speech', body: { voice: 'af_heart' } });
    expect(rig.lastRequest().headers).not.toHaveProperty('authorization');
  });

  test('has the voices of OPENAI_TTS_VOICES instead of its own', async () => {
    const list = { OPENAI_TTS_VOICES: 'af_sky+af_bella:en:female, ru/Иван 2:ru:male' };
    const { voices } = await rig.open('openai', { ...env(), ...list });
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
      changes.map(async (change) => (await rig.open('openai', { ...env(), ...change })).voices[0]?.revision),
    );
    expect(new Set(revisions).size).toBe(changes.length);
  });

  test('without money is for an operator, not for waiting', async () => {
    rig.server().answer(json({ error: { message: 'x', type: 'insufficient_quota', code: 'insufficient_quota' } }, 429));
    const { say } = await rig.open('openai', env());
    await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_QUOTA' });
  });

  test.each([
    ['retry-after', '7', 7_000],
    ['retry-after', '0.5', 500],
    ['retry-after', 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['retry-after-ms', '120', 120],
    ['x-ratelimit-reset-requests', '1m2.5s', 62_500],
    ['x-ratelimit-reset-tokens', '90ms', 90],
    ['retry-after', 'soon', undefined],
  ])('says by %s: %s how long to wait', async (header, value, retryAfterMs) => {
    rig.server().answer(json({}, 429, { [header]: value }));
    const { say } = await rig.open('openai', env());
    await expect(say()).rejects.toMatchObject({ code: 'SPEECH_LIMITED', retryAfterMs });
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
    rig.server().answer(json(body, 422));
    const { say } = await rig.open('openai', env());
    await expect(say()).rejects.toThrow(new RegExp(`refuses to speak: ${reason.replace(/[()]/g, '\\$&')}$`));
  });

  test('is asked for raw samples if OPENAI_TTS_FORMAT says so', async () => {
    rig.server().answer(bytes(tone().subarray(44), 'audio/pcm'));
    const { say } = await rig.open('openai', { ...env(), OPENAI_TTS_FORMAT: 'pcm' });
    expect(await say()).toMatchObject({ sampleRate: 24_000, samples: { length: 48_000 } });
    expect(rig.lastRequest().body).toMatchObject({ response_format: 'pcm' });
    // Some servers always send the same format.
    rig.server().answer(bytes(tone(), 'audio/wav'));
    expect(await say()).toMatchObject({ sampleRate: 48_000, samples: { length: 48_000 } });
    const untagged = await rig.encode('mp3', ['-id3v2_version', '0', '-write_xing', '0']);
    rig.server().answer(bytes(untagged, 'audio/mpeg'));
    expect((await say())?.sampleRate).toBe(48_000);
    // Or always name the same.
    rig.server().answer(bytes(tone().subarray(44), 'audio/mpeg'));
    expect(await say()).toMatchObject({ sampleRate: 24_000, samples: { length: 48_000 } });
  });

  test('may refuse a second request on a connection', async () => {
    const used = new WeakSet<object>();
    rig.server().answer((response) => {
      const { socket } = response;
      if (socket === null || used.has(socket)) return void response.destroy();
      used.add(socket);
      bytes(tone())(response);
    });
    const { say } = await rig.open('openai', env());
    for (let line = 0; line < 3; line += 1) expect((await say())?.samples).toHaveLength(48_000);
  });

  test('is not trusted if nobody vouches for its certificate, through a proxy neither', async () => {
    const site = await makeSite({ isSecure: true });
    const { certificate = '', key = '' } = site.security ?? {};
    const secure = createServer({ cert: await readFile(certificate), key: await readFile(key) });
    secure.listen(0, 'localhost');
    await once(secure, 'listening');
    const { port } = secure.address() as AddressInfo;
    const proxy = await startForwardProxy({ 'speech.test': port });
    for (const host of [`localhost:${port}`, 'speech.test']) {
      const { say } = await rig.open('openai', { OPENAI_BASE_URL: `https://${host}/v1`, HTTPS_PROXY: proxy.url });
      await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_UNTRUSTED' });
    }
    expect(proxy.seen).toEqual(['CONNECT speech.test:443']);
    await proxy.stop();
    secure.close();
    await rm(site.dir, { recursive: true, force: true });
  });

  test.each(['ogg', 'flac', 'mp3', 'webm', 'm4a', 'f32.wav', 's24.wav', 'u8.wav', 'stereo.wav', 'alaw.wav'])(
    'may answer with %s whatever it is asked for',
    async (kind) => {
      rig.server().answer(bytes(await rig.encode(kind, ENCODERS[kind]), 'audio/mpeg'));
      const { say } = await rig.open('openai', env());
      const sound = await say();
      expect((sound?.samples.length ?? 0) / (sound?.sampleRate ?? 1)).toBeCloseTo(1, 0);
      const loudest = sound?.samples.reduce((most, sample) => Math.max(most, sample)) ?? 0;
      expect(loudest).toBeGreaterThan(5_000);
      expect(loudest).toBeLessThan(10_000);
    },
  );
});
