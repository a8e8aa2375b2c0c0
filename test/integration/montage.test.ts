import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Format, formats } from '#root/greeting/spec.js';
import { createFfmpeg, type Ffmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import type { Montage, MontageOrder, VoicedScene } from '#root/montage/montage-order.js';
import { createMontage } from '#root/montage/render.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';
import { quietLogger as logger } from '../helpers/logger.js';

let dir: string;
let store: Store;
let ffmpegPath: string;
let montage: Montage;
let runs: string[][] = [];
const signal = new AbortController().signal;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  store = createLocalStore({ dir: join(dir, 'store') });
  ffmpegPath = await locateFfmpeg(undefined, process.env.PATH ?? '');
  const ffmpeg = createFfmpeg({ path: ffmpegPath, logger });
  const counting: Ffmpeg = (args, run) => {
    runs.push([...args]);
    return ffmpeg(args, run);
  };
  montage = createMontage({ store, ffmpeg: counting, workDir: dir, parallel: 2 });
  const voice = ['-f', 'lavfi', '-i', 'sine=frequency=300:duration=1.2:sample_rate=48000', '-af', 'volume=-3dB'];
  await ffmpeg([...voice, '-y', join(dir, 'voice.wav')], { signal, timeoutMs: 10_000 });
  await store.put('speech/voice.wav', join(dir, 'voice.wav'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

function scene(kind: VoicedScene['kind'], text: string): VoicedScene {
  const words = text.split(/\s+/).map((word, index, all) => ({
    text: word,
    startMs: (index * 1_200) / all.length,
    endMs: ((index + 1) * 1_200) / all.length,
  }));
  return { kind, text, speech: { audioKey: 'speech/voice.wav', durationMs: 1_200, words } };
}

function order(name: string, format: Format = 'square', text = 'Желаю счастья и здоровья'): MontageOrder {
  return {
    template: 'birthday',
    format,
    language: 'ru',
    scenes: [scene('title', name), scene('line', text), scene('closing', 'До встречи!')],
  };
}

/** Returns what ffmpeg logs about a file while it decodes it. */
async function inspect(key: string, ...filters: string[]): Promise<string> {
  const file = (await store.fetch(key, dir)) ?? '';
  const { stderr } = await execa(ffmpegPath, ['-hide_banner', '-i', file, ...filters, '-f', 'null', '-']);
  return stderr;
}

/** Returns the pixels of one frame: grey values, or those that `filters` make. */
async function frame(key: string, seconds: number, filters = 'format=gray'): Promise<Buffer> {
  const file = (await store.fetch(key, dir)) ?? '';
  const input = ['-v', 'error', '-ss', String(seconds), '-i', file];
  const output = ['-vf', filters, '-frames:v', '1', '-f', 'rawvideo', '-'];
  return Buffer.from((await execa(ffmpegPath, [...input, ...output], { encoding: 'buffer' })).stdout);
}

function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

/** Returns the outer columns of pixels that differ as much as text from its background, and the number of pixels. */
function changed(a: Buffer, b: Buffer, width: number): { left: number; right: number; pixels: number } {
  const columns = Array.from(a.keys())
    .filter((index) => Math.abs((a[index] ?? 0) - (b[index] ?? 0)) > 60)
    .map((index) => index % width);
  return { left: Math.min(...columns), right: Math.max(...columns), pixels: columns.length };
}

/** Returns the command lines of the running encoders of this test. */
async function encoders(): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes('libx264') && line.includes(dir));
}

const leftovers = async () => (await readdir(dir)).filter((name) => name.startsWith('zdravitsa-'));

describe('a montage', () => {
  test.each(Object.entries(formats))(
    'in %s is a video that phones and browsers play',
    async (format, { width, height }) => {
      const progress: number[] = [];
      const video = await montage(order('Анна', format as Format), {
        signal,
        onProgress: (fraction) => progress.push(fraction),
      });
      expect(video).toMatchObject({ width, height });
      const facts = await inspect(video.videoKey);
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
    const [anna, boris] = [await montage(order('Анна'), { signal }), await montage(order('Борис'), { signal })];
    const still = await frame(anna.videoKey, 1.2);
    expect(difference(still, await frame(anna.videoKey, 1.6))).toBeGreaterThan(0.5);
    // The same moment of the same template: only the name differs.
    expect(difference(still, await frame(boris.videoKey, 1.2))).toBeGreaterThan(1);
    const mean = Number(/mean_volume: (-?[\d.]+) dB/.exec(await inspect(anna.videoKey, '-af', 'volumedetect'))?.[1]);
    expect(mean).toBeGreaterThan(-35);
    const poster = await inspect(anna.posterKey);
    expect(poster).toMatch(/mjpeg.* 320x320/);
  });

  test('renders one scene for a new name in a known greeting, and none for a repeated greeting', async () => {
    await montage(order('Анна'), { signal });
    runs = [];
    await montage(order('Вера'), { signal });
    expect(runs.filter((args) => args.includes('libx264'))).toHaveLength(1);
    runs = [];
    await montage(order('Вера'), { signal });
    expect(runs).toEqual([]);
  });

  test('draws text that looks like a tag as it is written', async () => {
    const bright = (picture: Buffer) => picture.filter((value) => value > 235).length;
    const shown = async (text: string) =>
      bright(await frame((await montage(order('Анна', 'square', text), { signal })).videoKey, 3.4));
    // The second word, which is not spoken yet, is the brightest. An obeyed tag would make it invisible.
    expect(await shown('мы {\\alpha&HFF&}слово')).toBeGreaterThan((await shown('мы слово')) * 1.2);
  });

  test.each([
    ['Arabic', 'عيد ميلاد سعيد يا آنا! 25 سنة.'],
    ['letters that would join', 'س'.repeat(90)],
    ['Chinese', '祝你生日快乐，身体健康，万事如意！'],
    ['a word of 40 letters', 'Щ'.repeat(40)],
    ['a text of 90 letters without a space', 'W'.repeat(90)],
  ])('draws %s inside the safe margins', async (_, text) => {
    const shown = async (line: string) =>
      frame((await montage(order('Анна', 'square', line), { signal })).videoKey, 3.2);
    // Nothing of this line can be drawn.
    const { left, right, pixels } = changed(await shown(text), await shown('\u202E\uE000'), 720);
    expect(pixels).toBeGreaterThan(1_000);
    expect(left).toBeGreaterThanOrEqual(0.08 * 720 - 1);
    expect(right).toBeLessThanOrEqual(0.92 * 720 + 1);
  });

  test('gives libass only the fonts that a greeting needs', async () => {
    const linked: string[][] = [];
    const watching: Ffmpeg = async (args, run) => {
      if (args.includes('libx264')) linked.push((await readdir(join(run.cwd ?? '', 'fonts'))).sort());
    };
    const failing = createMontage({ store, ffmpeg: watching, workDir: dir, parallel: 1 });
    await expect(failing(order('Дарья', 'square', '生日快乐'), { signal })).rejects.toThrow();
    expect(linked[0]).toEqual(['MarckScript_400Regular.ttf', 'Montserrat_700Bold.ttf', 'NotoSansSC_700Bold.ttf']);
  });

  test('shows photos and a clip instead of the template, in as many frames as the voice takes', async () => {
    for (const [key, colour] of [
      ['photo/red.jpg', 'red'],
      ['photo/blue.jpg', 'blue'],
      ['clip/green.mp4', 'lime'],
    ] as const) {
      const path = join(dir, basename(key));
      const input = ['-v', 'error', '-f', 'lavfi', '-i', `color=${colour}:s=640x480:d=0.5`];
      const output = key.endsWith('.jpg') ? ['-frames:v', '1'] : ['-pix_fmt', 'yuv420p'];
      await execa(ffmpegPath, [...input, ...output, '-y', path]);
      await store.put(key, path);
    }
    const { scenes, ...rest } = order('Анна', 'square', 'Раз два три');
    const [title, line, closing] = scenes as [VoicedScene, VoicedScene, VoicedScene];
    const shown = [
      title,
      { ...line, photos: ['photo/red.jpg', 'photo/blue.jpg'] },
      { ...line, clipKey: 'clip/green.mp4' },
      closing,
    ];
    const video = await montage({ ...rest, scenes: shown }, { signal });
    const colourAt = async (seconds: number) => {
      const pixel = await frame(video.videoKey, seconds, 'crop=8:8:356:60,scale=1:1,format=rgb24');
      return ['red', 'green', 'blue'][pixel.indexOf(Math.max(...pixel))];
    };
    // The title takes 2.7 s, two photos two seconds each.
    expect([await colourAt(3.7), await colourAt(5.7), await colourAt(7.7)]).toEqual(['red', 'blue', 'green']);
    expect(await inspect(video.videoKey)).not.toMatch(/error|invalid/i);
  });

  test('stops at the signal and leaves neither files nor ffmpeg', async () => {
    const stopping = new AbortController();
    const cutting = montage(order('Галина', 'landscape'), { signal: stopping.signal });
    await expect.poll(encoders, { interval: 5 }).not.toEqual([]);
    stopping.abort('shutdown');
    await expect(cutting).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await leftovers()).toEqual([]);
    expect(await encoders()).toEqual([]);
  });
});
