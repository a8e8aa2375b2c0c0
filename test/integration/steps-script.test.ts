import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Speech } from '#root/greeting/artifacts.js';
import { buildScript, type Scene } from '#root/greeting/script.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { Montage } from '#root/montage/montage-order.js';
import { createMontageProcessor } from '#root/queue/processors/montage.js';
import { createTtsProcessor } from '#root/queue/processors/tts.js';
import { spec } from '../fixtures/spec.js';
import { freshRedis } from '../helpers/services.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';

/** Scenes that this version's splitter would not make from the spec. */
const otherScript: Scene[] = ['Анна', 'С днём', 'рождения', '!', 'Пока'].map((text) => ({
  kind: 'line',
  text,
  voice: 'synthetic',
  photos: [],
}));

const textsOf = (scenes: readonly { text: string }[]) => scenes.map(({ text }) => text);

let rig: StepRig;
/** Texts that were spoken, by greeting. */
let spoken: Map<string, string[]>;
/** Texts of the scenes that were rendered, by greeting. */
let shown: Map<string, string[]>;

beforeEach(async () => {
  rig = await createStepRig(freshRedis());
  spoken = new Map();
  shown = new Map();
});

afterEach(() => rig.close());

/** Starts workers with the real processors of tts and montage, and a voice and a renderer that only record texts. */
function startWorkers(): void {
  rig.startWorkers({
    tts: async (input) => {
      const speak = async ({ text }: { text: string }) => {
        const texts = spoken.get(input.videoJob.id) ?? [];
        texts[input.data.scene] = text;
        spoken.set(input.videoJob.id, texts);
        return { speechKey: `speech/${text}.json`, audioKey: `speech/${text}.wav` };
      };
      return createTtsProcessor({ speaker: { speak, rest: speak, play: speak }, videoJobs: rig.videoJobs })(input);
    },
    montage: async (input) => {
      const montage: Montage = async ({ scenes }, { onPlanned }) => {
        shown.set(input.videoJob.id, textsOf(scenes));
        await onPlanned?.(['scene/a.mp4', 'video/b.mp4']);
        return quick.montage(input);
      };
      const loadSpeech = async (audioKey: string): Promise<Speech> => ({ audioKey, durationMs: 1, words: [] });
      return createMontageProcessor({ montage, loadSpeech, videoJobs: rig.videoJobs })(input);
    },
  });
}

async function newRow(): Promise<VideoJob> {
  return (await rig.videoJobs.create({ spec })).videoJob;
}

/** Replaces the script of the row, by SQL's NULL if undefined. Returns the row. */
async function withScript({ id }: VideoJob, script: unknown): Promise<VideoJob> {
  const json = script === undefined ? null : JSON.stringify(script);
  await rig.db.$executeRaw`UPDATE "VideoJob" SET "script" = ${json}::jsonb WHERE "id" = ${id}`;
  return (await rig.videoJobs.find(id)) as VideoJob;
}

describe('the script of a greeting', () => {
  test('is stored when the greeting is ordered', async () => {
    expect((await newRow()).script).toEqual(buildScript(spec));
  });

  test('is used by every step, even if this version would cut the text differently', async () => {
    const videoJob = await withScript(await newRow(), otherScript);
    await rig.flows.add(videoJob);
    expect(await rig.flows.stateOf(videoJob, { thorough: true })).toBe('moving');
    expect(await rig.flows.waiting('tts')).toBe(otherScript.length);
    startWorkers();
    expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1, errorCode: null });
    expect(spoken.get(videoJob.id)).toEqual(textsOf(otherScript));
    expect(shown.get(videoJob.id)).toEqual(textsOf(otherScript));
    expect(await rig.flows.progress(videoJob)).toMatchObject({ tts: 1, montage: 1 });
    const uses = await rig.db.artifactUse.findMany({ where: { videoJobId: videoJob.id } });
    const ofLines = otherScript.flatMap(({ text }) => [`speech/${text}.json`, `speech/${text}.wav`]);
    expect(uses.map(({ key }) => key).sort()).toEqual([...ofLines, 'scene/a.mp4', 'video/b.mp4'].sort());
  });

  test('is made from the spec if an older version wrote the row without one', async () => {
    const videoJob = await withScript(await newRow(), undefined);
    expect(videoJob.script).toBeNull();
    await rig.flows.add(videoJob);
    startWorkers();
    expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1, errorCode: null });
    expect(spoken.get(videoJob.id)).toEqual(textsOf(buildScript(spec)));
    expect(shown.get(videoJob.id)).toEqual(textsOf(buildScript(spec)));
  });

  test.each([
    ['is empty', []],
    ['is no list', { scenes: [] }],
    ['lacks a text', [{ kind: 'title', voice: 'none', photos: [] }]],
    ['names a voice of a newer version', otherScript.map((scene) => ({ ...scene, voice: 'choir' }))],
  ])('fails its greeting if it %s, and no other', async (_, damaged) => {
    const [before, after, good] = [await newRow(), await newRow(), await newRow()];
    await rig.flows.add(before);
    await withScript(before, damaged);
    await rig.flows.add(await withScript(after, damaged));
    await rig.flows.addAll([good], 0);
    startWorkers();
    const failed = { status: 'FAILED', errorCode: 'SPEC_UNREADABLE' };
    expect(await rig.ended(before)).toMatchObject({ ...failed, failedStep: 'tts' });
    expect(await rig.ended(after)).toMatchObject({ ...failed, failedStep: 'montage' });
    expect(await rig.ended(good)).toMatchObject({ status: 'COMPLETED', errorCode: null });
    expect(spoken.size).toBe(1);
  });

  test('is stored with the next run of a row that an older version wrote without one', async () => {
    const { id } = await withScript(await newRow(), undefined);
    expect((await rig.videoJobs.replaceRun({ videoJobId: id, run: 1 }))?.script).toEqual(buildScript(spec));
    expect((await rig.videoJobs.find(id))?.script).toEqual(buildScript(spec));

    const { id: ended } = await withScript(await newRow(), undefined);
    await rig.videoJobs.cancel(ended);
    expect((await rig.videoJobs.startNextRun(ended))?.script).toEqual(buildScript(spec));
    expect((await rig.videoJobs.find(ended))?.script).toEqual(buildScript(spec));
  });

  test('does not change when a run is replaced or retried', async () => {
    const { id } = await withScript(await newRow(), otherScript);
    expect((await rig.videoJobs.replaceRun({ videoJobId: id, run: 1 }))?.script).toEqual(otherScript);
    await rig.videoJobs.cancel(id);
    expect((await rig.videoJobs.startNextRun(id))?.script).toEqual(otherScript);
    const run = { videoJobId: id, run: 3 };
    expect((await rig.videoJobs.beginStep(run, 'tts'))?.script).toEqual(otherScript);
    await rig.videoJobs.finish(run, { status: 'COMPLETED', videoKey: 'video/x.mp4' });
    expect((await rig.videoJobs.find(id))?.script).toEqual(otherScript);
  });
});
