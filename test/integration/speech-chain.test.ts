import { rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GreetingSpec } from '#root/greeting/spec.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createMontageProcessor } from '#root/queue/processors/montage.js';
import { createTtsProcessor } from '#root/queue/processors/tts.js';
import type { EngineState, OpenSpeaker } from '#root/tts/open-speaker.js';
import { loadSpeech } from '#root/tts/speech.js';
import { spec } from '../fixtures/spec.js';
import { createMediaRig, type MediaRig } from '../helpers/media-rig.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';
import { freshRedis } from '../helpers/services.js';
import {
  bytes,
  json,
  type SeenRequest,
  type SpeechServer,
  startSpeechServer,
  yandexStream,
} from '../helpers/speech-services.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';
import { tone } from '../helpers/wav.js';

let media: MediaRig;
let rig: StepRig;
let server: SpeechServer;
let nextServer: SpeechServer;
let speakers: OpenSpeaker[];
/** Lengths of the lines that were shown, by greeting, in milliseconds. */
let shown: Map<string, number[]>;

// How long each engine speaks, whatever the text: plausible for every line.
const FIRST_SECONDS = 2;
const NEXT_SECONDS = 1.5;
const isByFirst = (ms: number) => Math.abs(ms - 1_000 * FIRST_SECONDS) < 2;
// Both services say when each word is heard, because the aligner would take most of the time of these tests.
const speaks = (response: ServerResponse, { body }: SeenRequest) =>
  bytes(yandexStream(JSON.parse(body).text.split(' '), { seconds: FIRST_SECONDS }), 'application/json')(response);
const speaksNext = (response: ServerResponse, { body }: SeenRequest) => {
  const characters = Array.from(JSON.parse(body).text);
  const character_start_times_seconds = characters.map((_, index) => (NEXT_SECONDS * index) / characters.length);
  const alignment = { characters, character_start_times_seconds };
  json({ audio_base64: tone(NEXT_SECONDS).toString('base64'), alignment })(response);
};
const dies = (response: ServerResponse) => void response.destroy();

beforeEach(async () => {
  media = await createMediaRig();
  server = await startSpeechServer();
  server.answer(speaks);
  nextServer = await startSpeechServer();
  nextServer.answer(speaksNext);
  rig = await createStepRig(freshRedis());
  shown = new Map();
  speakers = [];
});

afterEach(async () => {
  await rig.close();
  for (const { close } of speakers) await close();
  await server.stop();
  await nextServer.stop();
  await rm(media.dir, { recursive: true, force: true });
});

/**
 * Starts a worker with the real steps up to the montage, which notes what it would show, or several, each with its own
 * chain.
 */
async function startWorkers(env: NodeJS.ProcessEnv = {}, workers = 1): Promise<void> {
  const { store, ffmpeg, dir } = media;
  const chain = {
    TTS_ENGINES: 'yandex,elevenlabs',
    YANDEX_API_KEY: 'key',
    YANDEX_TTS_BASE_URL: server.url,
    ELEVENLABS_API_KEY: 'key',
    ELEVENLABS_BASE_URL: nextServer.url,
    ...env,
  };
  for (let count = 0; count < workers; count += 1) {
    const opened = await openTestSpeaker({ store, ffmpeg, workDir: dir }, chain);
    speakers.push(opened);
    const tts = createTtsProcessor({ speaker: opened.speaker, videoJobs: rig.videoJobs });
    if (count === 0) rig.startWorkers({ tts, montage: montage() });
    else rig.startWorker('tts', tts);
  }
}

function montage(): typeof quick.montage {
  return async (input) => {
    const note = async ({ scenes }: { scenes: readonly { speech: { durationMs: number } }[] }) => {
      shown.set(
        input.videoJob.id,
        scenes.map(({ speech }) => speech.durationMs),
      );
      return quick.montage(input);
    };
    const load = (key: string) => loadSpeech(media.store, key);
    return createMontageProcessor({ montage: note, loadSpeech: load, videoJobs: rig.videoJobs })(input);
  };
}

async function submit(index: number, changed: Partial<GreetingSpec> = {}): Promise<VideoJob> {
  const text = `Поздравляю, дорогой друг ${index}! Желаю много радости ${index}.`;
  const { videoJob } = await rig.videoJobs.create({ spec: { ...spec, text, ...changed } });
  await rig.flows.add(videoJob);
  return videoJob;
}

/** Checks that the greeting was completed in one voice, the one that its row names. Returns its engine. */
async function engineOf(videoJob: VideoJob): Promise<string | null> {
  const { status, speechEngine, errorMessage } = await rig.ended(videoJob);
  expect([status, errorMessage]).toEqual(['COMPLETED', null]);
  const lines = shown.get(videoJob.id) ?? [];
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.every((ms) => isByFirst(ms) === (speechEngine === 'yandex'))).toBe(true);
  return speechEngine;
}

describe('a greeting', () => {
  test('is spoken by one engine if the first one dies and comes back', async () => {
    await startWorkers({}, 2);
    const before = await Promise.all([1, 2].map((index) => submit(index)));
    expect(await Promise.all(before.map(engineOf))).toEqual(['yandex', 'yandex']);

    // It dies after a few more lines, in the middle of greetings.
    let left = 5;
    server.answer((response, request) => {
      left -= 1;
      (left > 0 ? speaks : dies)(response, request);
    });
    const during = await Promise.all(Array.from({ length: 5 }, (_, index) => submit(10 + index)));
    const spokenBy = await Promise.all(during.map(engineOf));
    expect(spokenBy.filter((engine) => engine === 'elevenlabs').length).toBeGreaterThan(2);
    const states = await Promise.all(speakers.map(({ engines }) => engines()));
    expect(states.flat()).toContainEqual({ engine: 'yandex', isFirst: true, isOut: true });

    server.answer(speaks);
    let next = 100;
    const another = async () => {
      next += 1;
      return engineOf(await submit(next));
    };
    await expect.poll(another, { interval: 2_000, timeout: 60_000 }).toBe('yandex');
    // Lines that the fallback spoke are not taken for the first one's.
    expect(await engineOf(await submit(10))).toBe('yandex');
  });

  test.each([
    ['a wrong key', json({}, 401)],
    ['a long pause', json({}, 429, { 'retry-after': '3600' })],
    ['broken sound', bytes('{"result":', 'application/json')],
    ['silence', json({ result: { audioChunk: { data: Buffer.alloc(96_000).toString('base64') } } })],
  ])('is spoken by the next engine after %s', async (_, answer) => {
    server.answer(answer);
    await startWorkers();
    expect(await engineOf(await submit(1))).toBe('elevenlabs');
  });

  test('is spoken by the last engine if the service of each other one fails in its own way', async () => {
    const failing: Record<string, (response: ServerResponse) => void> = {
      openai: json({}, 403),
      elevenlabs: json({ audio_base64: 'no sound' }),
      yandex: bytes('<html>', 'text/html'),
      salute: json({}, 429, { 'retry-after': '3600' }),
    };
    server.answer((response, { url }) => {
      const [, name = ''] = url.split('/');
      failing[name]?.(response);
    });
    await startWorkers({
      TTS_ENGINES: 'openai,elevenlabs,yandex,salute,espeak',
      OPENAI_BASE_URL: `${server.url}/openai`,
      ELEVENLABS_API_KEY: 'key',
      ELEVENLABS_BASE_URL: `${server.url}/elevenlabs`,
      YANDEX_API_KEY: 'key',
      YANDEX_FOLDER_ID: 'folder',
      YANDEX_TTS_BASE_URL: `${server.url}/yandex`,
      SALUTE_AUTH_KEY: 'key',
      SALUTE_AUTH_URL: `${server.url}/oauth`,
      SALUTE_BASE_URL: `${server.url}/salute`,
    });
    expect(await engineOf(await submit(1))).toBe('espeak');
    const asked = new Set(server.seen.map(({ url }) => url.split('/')[1]));
    expect([...asked].sort()).toEqual(Object.keys(failing).sort());
  });

  test('waits a moment for a service that asks for it', async () => {
    let asked = 0;
    server.answer((response, request) => {
      asked += 1;
      (asked === 1 ? json({}, 429, { 'retry-after': '1' }) : speaks)(response, request);
    });
    await startWorkers();
    expect(await engineOf(await submit(1))).toBe('yandex');
  });

  test('waits if no engine can speak, and is made when one can', async () => {
    server.answer(json({}, 401));
    await startWorkers({ TTS_ENGINES: 'yandex' });
    const videoJob = await submit(1);
    await expect.poll(() => rig.ends.filter((end) => end === 'tts put_off').length).toBeGreaterThan(1);
    server.answer(speaks);
    expect(await engineOf(videoJob)).toBe('yandex');
  });
});

test('an engine without its key is out', async () => {
  const english = { to: 'Anna', text: 'Be happy! I wish you joy.', language: 'en', voice: 'en-female' } as const;
  await startWorkers({ TTS_ENGINES: 'openai,flite' });
  expect(await engineOf(await submit(1, english))).toBe('flite');
  const states: EngineState[] = (await speakers[0]?.engines()) ?? [];
  expect(states.map(({ isOut }) => isOut)).toEqual([true, false]);
});
