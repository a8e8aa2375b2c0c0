import { readdir, rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadConfig } from '#root/config.js';
import { createEdgeEngine } from '#root/tts/engines/edge/engine.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';
import { type ForwardProxy, startForwardProxy } from '../helpers/forward-proxy.js';
import { createMediaRig, type MediaRig } from '../helpers/media-rig.js';
import { type EdgeServer, encodeTone, startEdgeServer } from '../helpers/speech-services.js';

const TEXT = 'С днём рождения, Анна!';
let rig: MediaRig;
let webm: Buffer;
let server: EdgeServer;
let engine: SpeechEngine;

beforeAll(async () => {
  rig = await createMediaRig();
  webm = await encodeTone(rig, 'webm', ['-c:a', 'libopus', '-ar', '24000']);
  server = await startEdgeServer();
  engine = create();
});

afterAll(async () => {
  await engine.close();
  await server.stop();
  await rm(rig.dir, { recursive: true, force: true });
});

function create(timeoutMs?: number): SpeechEngine {
  const { proxies } = loadConfig({ env: { DATABASE_URL: 'postgresql://host/db' } });
  const media = { ffmpeg: rig.ffmpeg, workDir: rig.dir };
  return createEdgeEngine({ proxies, threads: 1, url: server.url, timeoutMs, ...media });
}

async function say(text = TEXT, { rate = 1, signal = new AbortController().signal, by = engine } = {}) {
  const [voice] = (await by.availability()).voices as [Voice];
  return by.speak({ text, voice, rate, languages: {} }, { signal });
}

/** Returns metadata as the service sends it, with times in units of 100 ns. */
const boundary = (text: string, startMs: number, type = 'WordBoundary') =>
  JSON.stringify({
    Metadata: [
      {
        Type: type,
        Data: {
          Offset: startMs * 10_000,
          Duration: 1_000_000,
          text: { Text: text, Length: text.length, BoundaryType: type },
        },
      },
    ],
  });

const speaking: Parameters<EdgeServer['answer']>[0] = ({ text, sound }) => {
  sound(webm);
  text('turn.end');
};

test('the library asks as Edge does, with escaped text, and word boundaries are on', async () => {
  server.answer(({ text, sound }) => {
    text('turn.start');
    text('response');
    for (let at = 0; at < webm.length; at += 1_000) sound(webm.subarray(at, at + 1_000));
    for (const [index, word] of ['С', 'днём', 'рождения', 'Анна'].entries())
      text('audio.metadata', boundary(word, 100 + index * 200));
    text('turn.end');
  });
  const sound = await say(TEXT, { rate: 1.1 });
  expect((sound?.samples.length ?? 0) / 48_000).toBeCloseTo(1, 0);
  expect(sound?.events).toEqual([0, 2, 7, 17].map((index, order) => ({ index, startMs: 100 + order * 200 })));
  expect(server.seen[0]).toMatch(/wordBoundaryEnabled": "true"/);
  expect(server.seen[0]).toContain('webm-24khz-16bit-mono-opus');
  expect(server.seen[1]).toMatch(/<voice name="ru-RU-SvetlanaNeural">/);
  expect(server.seen[1]).toContain('rate="+10%"');

  await say(`</prosody><voice name="x"> & 'А' \u0000\ud800 "Ё"`);
  expect(server.seen.at(-1)).toContain(
    '&lt;/prosody&gt;&lt;voice name=&quot;x&quot;&gt; &amp; &apos;А&apos;    &quot;Ё&quot;',
  );
  expect(server.seen.at(-1)?.match(/<voice/g)).toHaveLength(1);
});

test('words are found although they are escaped, and other metadata is passed over', async () => {
  server.answer(({ text, sound }) => {
    sound(webm);
    for (const [index, word] of ['Том', '&amp;', 'Д&apos;Артаньян'].entries())
      text('audio.metadata', boundary(word, index * 100));
    text('audio.metadata', '{"Metadata":[{"Type":"SessionEnd","Data":{"Offset":9500000}}]}');
    text('turn.end');
  });
  expect((await say("Том & Д'Артаньян"))?.events).toEqual([
    { index: 0, startMs: 0 },
    { index: 6, startMs: 200 },
  ]);
});

test.each([
  ['sentences', boundary(TEXT, 0, 'SentenceBoundary')],
  ['something new', '{"Metadata":[{"Type":"WordBoundary","Data":{"At":1}}]}'],
  ['no JSON', '<html>'],
])('there are no word times if the service reports %s', async (_what, metadata) => {
  server.answer(({ text, sound }) => {
    sound(webm);
    text('audio.metadata', metadata);
    text('turn.end');
  });
  const spoken = await say();
  expect(spoken?.events).toBeUndefined();
  expect(spoken?.samples.length).toBeGreaterThan(40_000);
});

test.each([
  [401, 'SetupError', 'SPEECH_UNAUTHORISED'],
  [403, 'SetupError', 'SPEECH_UNAUTHORISED'],
  [429, 'UnavailableError', 'SPEECH_LIMITED'],
  [500, 'UnavailableError', 'SPEECH_UNAVAILABLE'],
  [503, 'UnavailableError', 'SPEECH_UNAVAILABLE'],
])('the status %i is translated into %s, and the next line is spoken', async (status, name, code) => {
  server.refuse(status);
  await expect(say()).rejects.toMatchObject({ name, code, facts: { status } });
  server.refuse(undefined);
  server.answer(speaking);
  expect((await say())?.samples.length).toBeGreaterThan(40_000);
});

test('a turn without sound fails, and one with broken sound', async () => {
  server.answer(({ text }) => text('turn.end'));
  await expect(say()).rejects.toMatchObject({ name: 'StepError', code: 'SPEECH_FAILED' });
  server.answer(({ text, sound }) => {
    sound(Buffer.from('no sound at all'));
    text('turn.end');
  });
  await expect(say()).rejects.toMatchObject({ name: 'StepError', code: 'SPEECH_FAILED' });
});

test.each<[string, Parameters<EdgeServer['answer']>[0]]>([
  [
    'the connection ends amid the sound',
    ({ sound }, close) => {
      sound(webm.subarray(0, 500));
      close();
    },
  ],
  ['a message has no request', ({ raw }) => raw('Path:turn.start\r\n\r\n{}')],
  ['a message belongs to another request', ({ raw }) => raw('X-RequestId:f00\r\nPath:turn.end\r\n\r\n{}')],
])('the service is unavailable, and the worker goes on, if %s', async (_what, answer) => {
  server.answer(answer);
  await expect(say()).rejects.toMatchObject({ name: 'UnavailableError', code: 'SPEECH_UNAVAILABLE' });
  server.answer(speaking);
  expect((await say())?.samples.length).toBeGreaterThan(40_000);
});

test('the service is unavailable if it never ends its turn', async () => {
  const hasty = create(1_500);
  server.answer(({ sound }) => sound(webm));
  await expect(say(TEXT, { by: hasty })).rejects.toThrow('has not answered within 1500 ms');
  await hasty.close();
});

test('a line stops at the signal, and leaves no connection and no file', async () => {
  const before = server.seen.length;
  server.answer(() => {});
  const stopping = new AbortController();
  const stopped = say(TEXT, { signal: stopping.signal });
  await vi.waitUntil(() => server.seen.length === before + 2, { interval: 5, timeout: 60_000 });
  stopping.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  await expect.poll(server.open).toBe(0);
  expect((await readdir(rig.dir)).filter((name) => name.startsWith('zdravitsa-'))).toEqual([]);
});

test('a line goes through the proxy for https', async () => {
  const proxy: ForwardProxy = await startForwardProxy({});
  const { proxies } = loadConfig({ env: { DATABASE_URL: 'postgresql://host/db', HTTPS_PROXY: proxy.url } });
  const media = { ffmpeg: rig.ffmpeg, workDir: rig.dir };
  const led = createEdgeEngine({ proxies, threads: 1, ...media });
  await expect(say(TEXT, { by: led })).rejects.toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
  expect(proxy.seen).toEqual(['CONNECT speech.platform.bing.com:443']);
  await led.close();
  await proxy.stop();
});
