import { readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createLogger } from '#root/logger.js';
import { engines } from '#root/tts/engines/index.js';
import { startForwardProxy } from '../helpers/forward-proxy.js';
import { freePort } from '../helpers/free-port.js';
import { TEXT, useServiceRig } from '../helpers/speech-service-rig.js';
import { bytes, json, yandexStream } from '../helpers/speech-services.js';
import { tone } from '../helpers/wav.js';

type Name = 'openai' | 'elevenlabs' | 'yandex' | 'salute';

const KEY = 'sk-of-the-test';
const rig = useServiceRig();
let mp3: Buffer;

beforeAll(async () => {
  mp3 = await rig.encode('mp3');
});

/** Variables with which an engine calls the server at this address. */
const variables: Record<Name, (url: string) => Record<string, string>> = {
  openai: (url) => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${url}/v1/` }),
  elevenlabs: (url) => ({ ELEVENLABS_API_KEY: KEY, ELEVENLABS_BASE_URL: url }),
  yandex: (url) => ({ YANDEX_API_KEY: KEY, YANDEX_FOLDER_ID: 'b1gfolder', YANDEX_TTS_BASE_URL: url }),
  salute: (url) => ({ SALUTE_AUTH_KEY: KEY, SALUTE_AUTH_URL: `${url}/oauth`, SALUTE_BASE_URL: `${url}/rest/v1` }),
};

/** The answers of the services to a request that succeeds, with a second of sound. */
const success: Record<Name, () => (response: ServerResponse) => void> = {
  openai: () => bytes(tone()),
  elevenlabs: () => json({ audio_base64: mp3.toString('base64'), alignment: characterTimes(TEXT) }),
  yandex: () => bytes(yandexStream(TEXT.split(' ')), 'application/json'),
  salute: () => bytes(tone(), 'audio/x-wav'),
};

function characterTimes(text: string) {
  const characters = Array.from(text);
  return {
    characters,
    character_start_times_seconds: characters.map((_, index) => index / 40),
    character_end_times_seconds: characters.map((_, index) => (index + 1) / 40),
  };
}

const open = (name: Name, { timeoutMs = 20_000, url = rig.server().url, env = {} as Record<string, string> } = {}) =>
  rig.open(name, { ...variables[name](url), ...env }, timeoutMs);

/** Returns the error of a line, after checking that it has neither the key nor the text. */
async function failure(speaking: Promise<unknown>): Promise<Error> {
  const error = await speaking.then(
    () => expect.unreachable('speaks'),
    (reason: Error) => reason,
  );
  const lines = new PassThrough();
  createLogger({ level: 'info', stream: lines, readable: false }).error('failed', { error });
  const logged = String(lines.read());
  expect(logged).toContain('failed');
  for (const secret of [KEY, 'token-', 'Анна', 'рождения']) expect(logged).not.toContain(secret);
  return error;
}

const names: Name[] = ['openai', 'elevenlabs', 'yandex', 'salute'];

describe.each(names)('%s', (name) => {
  test('speaks', async () => {
    rig.server().answer(success[name]());
    const { voices, missing, say } = await open(name);
    expect(missing).toBeUndefined();
    expect(voices.length).toBeGreaterThan(1);
    const sound = await say();
    expect(sound?.sampleRate).toBe(48_000);
    expect(Math.abs((sound?.samples.length ?? 0) - 48_000)).toBeLessThan(5_000);
    expect(sound?.samples.some((sample) => sample > 5_000)).toBe(true);
  });

  test('names the variable that is missing, and its voices belong to it', async () => {
    const [key = ''] = Object.keys(variables[name](''));
    const { voices, missing } = await rig.open(name, {});
    expect([voices, missing]).toEqual([[], expect.stringContaining(key)]);
    const ids = (await open(name)).voices.map(({ id }) => id);
    expect(engines[name].voices.map(({ id }) => id)).toEqual(ids);
    for (const id of ids) expect(id).toMatch(new RegExp(`^${name}-[a-z]+$`));
  });

  test.each([
    [401, 'SetupError', 'SPEECH_UNAUTHORISED'],
    [403, 'SetupError', 'SPEECH_UNAUTHORISED'],
    [402, 'SetupError', 'SPEECH_QUOTA'],
    [429, 'UnavailableError', 'SPEECH_LIMITED'],
    [500, 'UnavailableError', 'SPEECH_UNAVAILABLE'],
    [503, 'UnavailableError', 'SPEECH_UNAVAILABLE'],
    [400, 'StepError', 'SPEECH_FAILED'],
    [404, 'StepError', 'SPEECH_FAILED'],
  ])('translates the status %i into %s', async (status, kind, code) => {
    rig.server().answer(json({ error: { message: `no "${TEXT}" with ${KEY}` }, detail: null }, status));
    const { say } = await open(name);
    expect(await failure(say())).toMatchObject({ name: kind, code, facts: { status } });
  });

  test('says how long to wait, and speaks although its answer comes slowly', async () => {
    const { say } = await open(name);
    rig.server().answer(json({}, 429, { 'retry-after': '7' }));
    expect(await failure(say())).toMatchObject({ code: 'SPEECH_LIMITED', retryAfterMs: 7_000 });
    rig.server().answer((response) => void setTimeout(() => success[name]()(response), 300));
    expect((await say())?.samples.length).toBeGreaterThan(40_000);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['HTML instead of sound', bytes(`<html>${TEXT}</html>`, 'text/html')],
    ['HTML that is called sound', bytes(`<html>${TEXT}</html>`, 'audio/mpeg')],
    ['nothing', bytes('')],
    ['an error in JSON', json({ error: { message: `bad ${TEXT}`, code: 3 } })],
    ['noise', bytes(Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 251)))],
  ])('refuses %s with the status 200', async (_what, answer) => {
    rig.server().answer(answer);
    const { say } = await open(name);
    expect(await failure(say())).toMatchObject({ name: 'StepError', code: 'SPEECH_FAILED' });
  });

  test('is unavailable if the answer does not come, or does not end, in time', async () => {
    rig.server().answer(() => {});
    const { say } = await open(name, { timeoutMs: 300 });
    expect(await failure(say())).toMatchObject({ code: 'SPEECH_UNAVAILABLE', retryable: true });
    rig.server().answer((response) => response.writeHead(200, { 'content-type': 'audio/wav' }).write('RIFF'));
    expect(await failure(say())).toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
  });

  test('is unavailable if it breaks off amid the answer, or before', async () => {
    const { say } = await open(name);
    rig.server().answer((response) => {
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': '100000' });
      response.write(tone().subarray(0, 5_000), () => response.destroy());
    });
    expect(await failure(say())).toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
    rig.server().answer((response) => response.destroy());
    expect(await failure(say())).toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
  });

  test('is unavailable if nothing listens at its address', async () => {
    const { say } = await open(name, { url: `http://127.0.0.1:${await freePort()}` });
    expect(await failure(say())).toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
  });

  test('reads an answer that is compressed and comes in pieces', async () => {
    const { say } = await open(name);
    rig.server().answer((response) => {
      const piping = new PassThrough();
      const write = response.writeHead.bind(response);
      // What the service sends, changed on its way.
      const changed = Object.assign(piping, {
        writeHead: (status: number, headers: Record<string, string>) => {
          write(status, { ...headers, 'content-encoding': 'gzip' });
          return piping;
        },
      });
      success[name]()(changed as unknown as ServerResponse);
      const chunks: Buffer[] = [];
      piping.on('data', (chunk) => chunks.push(chunk));
      piping.on('end', () => {
        const all = gzipSync(Buffer.concat(chunks));
        for (let at = 0; at < all.length; at += 1_000) response.write(all.subarray(at, at + 1_000));
        response.end();
      });
    });
    expect((await say())?.samples.length).toBeGreaterThan(40_000);
  });

  test('does not send the key after a redirect', async () => {
    rig.server().answer((response, { url }) => {
      response.writeHead(url.startsWith('/elsewhere') ? 200 : 307, { location: '/elsewhere' }).end();
    });
    const { say } = await open(name);
    expect(await failure(say())).toMatchObject({ name: 'StepError', code: 'SPEECH_FAILED' });
    expect(rig.server().seen).toHaveLength(1);
  });

  test('stops at the signal at once, and leaves no connection and no file', async () => {
    const { engine, say } = await open(name);
    rig.server().answer(() => {});
    const stopping = new AbortController();
    const speaking = failure(say(TEXT, { signal: stopping.signal }));
    await vi.waitUntil(() => rig.server().seen.length === 1, { interval: 1 });
    stopping.abort('shutdown');
    expect(await speaking).toMatchObject({ code: 'ABORTED' });
    await engine.close();
    await expect.poll(() => rig.server().open()).toBe(0);
    expect((await readdir(rig.media().dir)).filter((file) => file.startsWith('zdravitsa-'))).toEqual([]);
  });

  test('refuses a line that is longer than it takes, without a request', async () => {
    const { say } = await open(name);
    expect(await failure(say('слово '.repeat(1_000)))).toMatchObject({ code: 'SPEECH_FAILED' });
    expect(rig.server().seen).toEqual([]);
  });

  test('keeps its key out of the log', async () => {
    expect((await open(name)).secrets).toContain(KEY);
  });

  test('is called through a proxy', async () => {
    const proxy = await startForwardProxy({ 'speech.test': Number(new URL(rig.server().url).port) });
    rig.server().answer(success[name]());
    const { say } = await open(name, { url: 'http://speech.test', env: { HTTP_PROXY: proxy.url } });
    expect((await say())?.samples.length).toBeGreaterThan(40_000);
    expect(proxy.seen.at(-1)).toMatch(/^POST http:\/\/speech\.test\//);
    await proxy.stop();
  });
});
