import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { type Format, formats } from '#root/greeting/spec.js';
import type { MontageOrder, VoicedScene } from '#root/montage/montage-order.js';
import { createMontageRig, type MontageRig, orderOf } from '../helpers/montage-rig.js';

let rig: MontageRig;
const signal = new AbortController().signal;

beforeAll(async () => {
  rig = await createMontageRig();
});

afterAll(() => rig.close());

/** Returns an order of a title and a line, which suffice for most tests. */
function shortOrder(name: string, format?: Format): MontageOrder {
  const { scenes, ...order } = orderOf(name, format);
  return { ...order, scenes: scenes.slice(0, 2) };
}

/** Returns an order of one line, which takes less time than a title. */
function lineOf(format: Format): MontageOrder {
  const { scenes, ...order } = orderOf('Анна', format, 'Ура');
  const { speech, ...line } = scenes[1] as VoicedScene;
  const words = [{ text: 'Ура', startMs: 0, endMs: 1_000 }];
  return { ...order, scenes: [{ ...line, speech: { ...speech, durationMs: 1_000, words } }] };
}

function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

/** Returns the command lines of the running encoders of this test. */
async function encoders(): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes('libx264') && line.includes(rig.dir));
}

const leftovers = async () => (await readdir(rig.dir)).filter((name) => name.startsWith('zdravitsa-'));

describe('a montage', () => {
  test.each(Object.entries(formats))(
    'in %s is a video that phones and browsers play',
    async (format, { width, height }) => {
      const progress: number[] = [];
      // Other tests need the square.
      const order = format === 'square' ? shortOrder('Анна') : lineOf(format as Format);
      const video = await rig.montage(order, { signal, onProgress: (fraction) => progress.push(fraction) });
      expect(video).toMatchObject({ width, height });
      const facts = await rig.inspect(video.videoKey);
      expect(facts).toMatch(new RegExp(`h264 \\(High\\).*yuv420p\\(tv, bt709.*${width}x${height}.*30 fps`));
      expect(facts).toMatch(/aac \(LC\).*48000 Hz, stereo/);
      expect(Number(/frame=\s*(\d+)/.exec(facts.split('\r').at(-1) ?? '')?.[1])).toBe(
        Math.round((video.durationMs * 30) / 1_000),
      );
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.at(-1)).toBeCloseTo(1, 1);
      expect(await leftovers()).toEqual([]);
    },
  );

  test('moves, shows the name, and is loud enough', async () => {
    const anna = await rig.montage(shortOrder('Анна'), { signal });
    expect(difference(await rig.frame(anna.videoKey, 1.2), await rig.frame(anna.videoKey, 1.6))).toBeGreaterThan(0.5);
    // The same moment of the same template: only the name differs.
    const [still, other] = [
      await rig.sceneFrame(shortOrder('Анна'), 0, 1.2),
      await rig.sceneFrame(shortOrder('Борис'), 0, 1.2),
    ];
    expect(difference(still, other)).toBeGreaterThan(1);
    const mean = Number(
      /mean_volume: (-?[\d.]+) dB/.exec(await rig.inspect(anna.videoKey, '-vn', '-af', 'volumedetect'))?.[1],
    );
    expect(mean).toBeGreaterThan(-35);
    const poster = await rig.inspect(anna.posterKey);
    expect(poster).toMatch(/mjpeg.* 320x320/);
  });

  test('plays other music or none, with the same scenes', async () => {
    const order = shortOrder('Анна');
    const usual = await rig.montage(order, { signal });
    expect((await rig.montage({ ...order, music: 'birthday' }, { signal })).videoKey).toBe(usual.videoKey);
    const silent = await rig.montage({ ...order, music: 'none' }, { signal });
    expect(silent.videoKey).not.toBe(usual.videoKey);
    expect(silent.posterKey).toBe(usual.posterKey);
    const loudnessAfterVoice = async ({ videoKey }: typeof usual) => {
      const filter = `atrim=start=${usual.durationMs / 1_000 - 0.5},volumedetect`;
      return Number(/mean_volume: (-?[\d.]+) dB/.exec(await rig.inspect(videoKey, '-vn', '-af', filter))?.[1]);
    };
    expect(await loudnessAfterVoice(silent)).toBeLessThan(-80);
    expect(await loudnessAfterVoice(usual)).toBeGreaterThan(-60);
  });

  test('renders one scene for a new name in a known greeting, and none for a repeated greeting', async () => {
    await rig.montage(shortOrder('Анна'), { signal });
    rig.runs.length = 0;
    await rig.montage(shortOrder('Вера'), { signal });
    expect(rig.runs.filter((args) => args.includes('libx264'))).toHaveLength(1);
    rig.runs.length = 0;
    await rig.montage(shortOrder('Вера'), { signal });
    expect(rig.runs).toEqual([]);
  });

  test('shows photos and a clip instead of the template, in as many frames as the voice takes', async () => {
    const rig = await createMontageRig(inject('quickFfmpeg'));
    onTestFinished(() => rig.close());
    for (const [key, colour] of [
      ['photo/red.jpg', 'red'],
      ['photo/blue.jpg', 'blue'],
      ['clip/green.mp4', 'lime'],
    ] as const) {
      const path = join(rig.dir, basename(key));
      const input = ['-v', 'error', '-f', 'lavfi', '-i', `color=${colour}:s=640x480:d=0.5`];
      const output = key.endsWith('.jpg') ? ['-frames:v', '1'] : ['-pix_fmt', 'yuv420p'];
      await execa(rig.ffmpegPath, [...input, ...output, '-y', path]);
      await rig.store.put(key, path);
    }
    const { scenes, ...rest } = orderOf('Анна', 'square', 'Раз два три');
    const line = scenes[1] as VoicedScene;
    const shown = [
      { ...line, photos: ['photo/red.jpg', 'photo/blue.jpg'] },
      { ...line, clipKey: 'clip/green.mp4' },
    ];
    const video = await rig.montage({ ...rest, scenes: shown }, { signal });
    const colourAt = async (seconds: number) => {
      const pixel = await rig.frame(video.videoKey, seconds, 'crop=8:8:356:60,scale=1:1,format=rgb24');
      return ['red', 'green', 'blue'][pixel.indexOf(Math.max(...pixel))];
    };
    // Two photos take two seconds each.
    expect([await colourAt(1), await colourAt(3), await colourAt(5)]).toEqual(['red', 'blue', 'green']);
    expect(await rig.inspect(video.videoKey)).not.toMatch(/error|invalid/i);
  });

  test('stops at the signal and leaves neither files nor ffmpeg', async () => {
    const stopping = new AbortController();
    const cutting = rig.montage(orderOf('Галина', 'landscape'), { signal: stopping.signal });
    await expect.poll(encoders, { interval: 50 }).not.toEqual([]);
    stopping.abort('shutdown');
    await expect(cutting).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await leftovers()).toEqual([]);
    expect(await encoders()).toEqual([]);
  });
});
