import { rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createMontageProcessor } from '#root/queue/processors/montage.js';
import { createTtsProcessor } from '#root/queue/processors/tts.js';
import type { EngineState, OpenSpeaker } from '#root/tts/open-speaker.js';
import { loadSpeech } from '#root/tts/speech.js';
import { spec } from '../fixtures/spec.js';
import { createMediaRig, type MediaRig } from '../helpers/media-rig.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';
import { freshRedis } from '../helpers/services.js';
import { bytes, json, type SpeechServer, startSpeechServer } from '../helpers/speech-services.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';
import { tone } from '../helpers/wav.js';

let media: MediaRig;
let rig: StepRig;
let server: SpeechServer;
let speakers: OpenSpeaker[];
/** Lengths of the lines that were shown, by greeting, in milliseconds. */
let shown: Map<string, number[]>;

// How long the service speaks, whatever the text. A line of flite has another length.
const SERVICE_MS = 2_000;
const isByService = (ms: number) => Math.abs(ms - SERVICE_MS) < 2;
// Two files in a row, so that the length is plausible for every line.
const speaks = bytes(Buffer.concat([tone(), tone()]));
const dies = (response: ServerResponse) => void response.destroy();

beforeEach(async () => {
  media = await createMediaRig();
  server = await startSpeechServer();
  server.answer(speaks);
  rig = await createStepRig(freshRedis());
  shown = new Map();
  speakers = [];
});

afterEach(async () => {
  await rig.close();
  for (const { close } of speakers) await close();
  await server.stop();
  await rm(media.dir, { recursive: true, force: true });
});

/**
 * Starts a worker with the real steps up to the montage, which notes what it would show, or several, each with its own
 * chain.
 */
async function startWorkers(env: NodeJS.ProcessEnv = {}, workers = 1): Promise<void> {
  const { store, ffmpeg, dir } = media;
  const chain = { TTS_ENGINES: 'openai,flite', OPENAI_API_KEY: 'key', OPENAI_BASE_URL: server.url, ...env };
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

async function submit(index: number): Promise<VideoJob> {
  const text = `Congratulations, friend ${index}! I wish you joy ${index}.`;
  const { videoJob } = await rig.videoJobs.create({
    spec: { ...spec, to: 'Anna', text, language: 'en', voice: 'en-female' },
  });
  await rig.flows.add(videoJob);
  return videoJob;
}

/** Checks that the greeting was completed in one voice, the one that its row names. Returns its engine. */
async function engineOf(videoJob: VideoJob): Promise<string | null> {
  const { status, speechEngine, errorMessage } = await rig.ended(videoJob);
  expect([status, errorMessage]).toEqual(['COMPLETED', null]);
  const lines = shown.get(videoJob.id) ?? [];
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.every((ms) => isByService(ms) === (speechEngine === 'openai'))).toBe(true);
  return speechEngine;
}

describe('a greeting', () => {
  test('is spoken by one engine if the first one dies and comes back', async () => {
    await startWorkers({}, 2);
    const before = await Promise.all([1, 2].map(submit));
    expect(await Promise.all(before.map(engineOf))).toEqual(['openai', 'openai']);

    // It dies after a few more lines, in the middle of greetings.
    let left = 5;
    server.answer((response) => {
      left -= 1;
      (left > 0 ? speaks : dies)(response);
    });
    const during = await Promise.all(Array.from({ length: 5 }, (_, index) => submit(10 + index)));
    const spokenBy = await Promise.all(during.map(engineOf));
    expect(spokenBy.filter((engine) => engine === 'flite').length).toBeGreaterThan(2);
    const states = await Promise.all(speakers.map(({ engines }) => engines()));
    expect(states.flat()).toContainEqual({ engine: 'openai', isFirst: true, isOut: true });

    server.answer(speaks);
    let next = 100;
    const another = async () => {
      next += 1;
      return engineOf(await submit(next));
    };
    await expect.poll(another, { interval: 2_000, timeout: 60_000 }).toBe('openai');
    // Lines that the fallback spoke are not taken for the first one's.
    expect(await engineOf(await submit(10))).toBe('openai');
  });

  test.each([
    ['a wrong key', json({}, 401)],
    ['a long pause', json({}, 429, { 'retry-after': '3600' })],
    ['broken sound', bytes('RIFF')],
    ['silence', bytes(Buffer.concat([tone().subarray(0, 44), Buffer.alloc(96_000)]))],
  ])('is spoken by the next engine after %s', async (_, answer) => {
    server.answer(answer);
    await startWorkers();
    expect(await engineOf(await submit(1))).toBe('flite');
  });

  test('waits a moment for a service that asks for it', async () => {
    let asked = 0;
    server.answer((response) => {
      asked += 1;
      (asked === 1 ? json({}, 429, { 'retry-after': '1' }) : speaks)(response);
    });
    await startWorkers();
    expect(await engineOf(await submit(1))).toBe('openai');
  });

  test('waits if no engine can speak, and is made when one can', async () => {
    server.answer(json({}, 401));
    await startWorkers({ TTS_ENGINES: 'openai' });
    const videoJob = await submit(1);
    await expect.poll(() => rig.ends.filter((end) => end === 'tts put_off').length).toBeGreaterThan(1);
    server.answer(speaks);
    expect(await engineOf(videoJob)).toBe('openai');
  });
});

test('an engine without its key is out', async () => {
  await startWorkers({ OPENAI_API_KEY: '', OPENAI_BASE_URL: '' });
  expect(await engineOf(await submit(1))).toBe('flite');
  const states: EngineState[] = (await speakers[0]?.engines()) ?? [];
  expect(states.map(({ isOut }) => isOut)).toEqual([true, false]);
});
