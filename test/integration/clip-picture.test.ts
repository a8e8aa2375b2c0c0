import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeRecording } from '#root/intake/recording.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { Store } from '#root/storage/store.js';
import { createMediaRig } from '../helpers/media-rig.js';

let dir: string;
let store: Store;
let ffmpeg: Ffmpeg;
const signal = new AbortController().signal;

beforeAll(async () => {
  ({ dir, store, ffmpeg } = await createMediaRig());
});

afterAll(() => rm(dir, { recursive: true, force: true }));

interface Source {
  /** Y, U and V of all pixels, in the range of `format`. */
  signal: [number, number, number];
  size?: [width: number, height: number];
  format?: 'yuv420p' | 'yuv420p10le';
  /** ffmpeg's options of the output: colour tags and filters. */
  tags?: string[];
}

/** Stores a lossless clip of one colour, and returns what its intake makes of it. */
async function taken({ signal: yuv, size: [width, height] = [64, 48], format = 'yuv420p', tags = [] }: Source) {
  const samples = yuv.flatMap((value, plane) => Array<number>((width * height) / (plane === 0 ? 1 : 4)).fill(value));
  const input = new Uint8Array((format === 'yuv420p' ? Uint8Array : Uint16Array).from(samples).buffer);
  const raw = ['-f', 'rawvideo', '-pixel_format', format, '-video_size', `${width}x${height}`, '-i', 'pipe:0'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=300:duration=0.5'];
  const args = [...raw, ...sound, '-c:v', 'ffv1', ...tags, '-c:a', 'pcm_s16le', '-y', 'source.mkv'];
  await ffmpeg(args, { cwd: dir, signal, timeoutMs: 20_000, input });

  const { recording } = await takeRecording(join(dir, 'source.mkv'), { store, ffmpeg, workDir: dir }, { signal });
  const clip = (await store.fetch(recording?.clipKey as string, dir)) as string;
  let log = '';
  const onLog = (text: string) => {
    log = text;
  };
  const filter = ['-vf', 'scale=in_color_matrix=bt709', '-pix_fmt', 'rgb24', '-f', 'rawvideo'];
  const read = ['-loglevel', 'info', '-i', clip, '-frames:v', '1', ...filter, '-y', 'pixels.rgb'];
  await ffmpeg(read, { cwd: dir, signal, timeoutMs: 20_000, onLog });
  return { rgb: [...(await readFile(join(dir, 'pixels.rgb'))).subarray(0, 3)], log };
}

const tagged = (matrix: string, transfer: string, primaries: string) => [
  ...['-colorspace', matrix, '-color_trc', transfer, '-color_primaries', primaries],
];
const hlg = tagged('bt2020nc', 'arib-std-b67', 'bt2020');
const pq = tagged('bt2020nc', 'smpte2084', 'bt2020');
const deep = 'yuv420p10le' as const;

describe('the picture of a clip', () => {
  test.each<[string, Source, number[]]>([
    ['HLG', { signal: [598, 347, 521], format: deep, tags: hlg }, [190, 189, 0]],
    ['PQ', { signal: [509, 512, 512], format: deep, tags: pq }, [189, 189, 189]],
    // Red in BT.709.
    ['HD without tags', { signal: [63, 102, 240], size: [1_280, 720] }, [255, 0, 0]],
    ['full range', { signal: [200, 128, 128], tags: ['-color_range', 'pc'] }, [200, 200, 200]],
  ])('has the right colours if it is %s', async (_, source, expected) => {
    const { rgb, log } = await taken(source);
    const errors = rgb.map((value, channel) => Math.abs(value - (expected[channel] as number)));
    expect({ rgb, close: Math.max(...errors) <= 8 }).toEqual({ rgb, close: true });
    expect(log).toMatch(/Video: h264.*yuv420p\(tv, bt709[,)]/);
  });

  test('has square pixels', async () => {
    const { log } = await taken({ signal: [128, 128, 128], tags: ['-vf', 'setsar=2/1'] });
    expect(log).toMatch(/, 128x48 \[SAR 1:1/);
  });
});
