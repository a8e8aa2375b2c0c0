import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InputError } from '#root/errors.js';
import { takeMedia } from '#root/intake/take-media.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import type { Store } from '#root/storage/store.js';
import { heic } from '../helpers/heic.js';
import { createMediaRig } from '../helpers/media-rig.js';

let dir: string;
let store: Store;
let ffmpeg: Ffmpeg;
let requests = 0;
const signal = new AbortController().signal;
const host = createServer((_, response) => {
  requests += 1;
  response.end();
});
let hostUrl: string;

beforeAll(async () => {
  ({ dir, store, ffmpeg } = await createMediaRig());
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
});

afterAll(async () => {
  host.close();
  await rm(dir, { recursive: true, force: true });
});

async function file(name: string, content: Uint8Array | string | Promise<Buffer>): Promise<string> {
  await writeFile(join(dir, name), await content);
  return join(dir, name);
}

async function made(name: string, ...args: string[]): Promise<string> {
  await ffmpeg([...args, '-y', name], { cwd: dir, signal, timeoutMs: 20_000 });
  return join(dir, name);
}

/** Takes files in. Photos alone need no ffmpeg, so there is none for them. */
const take = (photos: string[], recording?: string) => {
  const openFfmpeg = () =>
    recording === undefined ? Promise.reject(new Error('ffmpeg was opened')) : Promise.resolve(ffmpeg);
  return takeMedia({ photos, recording }, { store, ffmpeg: openFfmpeg, workDir: dir, signal });
};
const codeOf = (taking: Promise<unknown>) =>
  taking.then(
    () => 'taken',
    (error: InputError) => error.code,
  );

/** A black PNG of `side` × `side` pixels: some kilobytes that decode to hundreds of megabytes. */
function bomb(side: number): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) =>
    Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n),
  );
  const crc = (bytes: Buffer) =>
    (bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 255] as number) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

describe('a photo', () => {
  test('is rotated by its EXIF, scaled down, and stored without metadata', async () => {
    const upright = sharp({ create: { width: 2_800, height: 2_100, channels: 3, background: '#336699' } });
    const path = await file('turned.jpg', await upright.jpeg().withMetadata({ orientation: 6 }).toBuffer());
    const { photos } = await take([path]);
    const { width, height, orientation, exif } = await sharp(await store.fetch(photos[0] as string, dir)).metadata();
    expect([width, height]).toEqual([1_920, 2_560]);
    expect([orientation ?? 1, exif]).toEqual([1, undefined]);
    expect((await take([path])).photos).toEqual(photos);
  });

  test.each(['png', 'webp', 'gif', 'avif', 'tiff'] as const)('may be a %s', async (format) => {
    const picture = sharp({ create: { width: 64, height: 64, channels: 4, background: '#ff000080' } });
    expect((await take([await file(`a.${format}`, await picture.toFormat(format).toBuffer())])).photos).toHaveLength(1);
  });

  test('may be a HEIC, which is turned as it says', async () => {
    const { photos } = await take([await file('phone.heic', phone())]);
    const jpeg = sharp(await store.fetch(photos[0] as string, dir));
    expect(await jpeg.metadata()).toMatchObject({ format: 'jpeg', width: 240, height: 320 });
    expect((await jpeg.stats()).channels.map(({ mean }) => Math.round(mean / 64))).toEqual([4, 0, 0]);
  });

  test('may be a HEIC of 23 megapixels in tiles', async () => {
    const { photos } = await take([
      await file('large.heic', heicOf({ width: 510, height: 512, columns: 11, rows: 8 })),
    ]);
    const jpeg = sharp(await store.fetch(photos[0] as string, dir));
    expect(await jpeg.metadata()).toMatchObject({ width: 2_630, height: 1_920 });
    expect((await jpeg.stats()).channels.map(({ mean }) => Math.round(mean / 64))).toEqual([4, 0, 0]);
  });

  test.each<[string, () => Promise<string>, string]>([
    ['missing', async () => join(dir, 'nowhere.jpg'), 'MEDIA_MISSING'],
    ['a folder', async () => dir, 'MEDIA_MISSING'],
    ['empty', () => file('empty.jpg', ''), 'MEDIA_EMPTY'],
    ['too large', () => file('large.jpg', Buffer.alloc(20_000_001)), 'MEDIA_TOO_LARGE'],
    ['a bomb', () => file('bomb.png', bomb(12_000)), 'MEDIA_TOO_MANY_PIXELS'],
    [
      'an SVG',
      () => file('x.jpg', `<svg xmlns="http://www.w3.org/2000/svg"><image href="${hostUrl}/x.png"/></svg>`),
      'MEDIA_NOT_DECODABLE',
    ],
    ['a playlist', () => file('list.jpg', `#EXTM3U\n#EXTINF:1,\n${hostUrl}/x.ts\n`), 'MEDIA_NOT_DECODABLE'],
    [
      'cut off near its start',
      async () => file('start.jpg', (await photo()).subarray(0, 2_000)),
      'MEDIA_NOT_DECODABLE',
    ],
    ['a progressive JPEG that takes 500 MB', () => file('scans.jpg', scans()), 'MEDIA_TOO_MANY_PIXELS'],
    [
      'a damaged HEIC',
      () =>
        file(
          'phone.heic',
          phone().then((whole) => whole.subarray(0, -40)),
        ),
      'MEDIA_NOT_DECODABLE',
    ],
    ['a video', async () => join(import.meta.dirname, '../fixtures/no-sound.mp4'), 'MEDIA_NOT_DECODABLE'],
  ])('that is %s is refused', async (_, make, code) => {
    expect(await codeOf(make().then((path) => take([path])))).toBe(code);
    expect(requests).toBe(0);
  });

  test.each([
    ['without its end', 0.999],
    ['whose last quarter is missing', 0.75],
  ])('%s is taken', async (_, share) => {
    const whole = await photo();
    const path = await file(`part-${share}.jpg`, whole.subarray(0, whole.length * share));
    expect((await take([path])).photos).toHaveLength(1);
  });

  test('of a panorama keeps the height of a frame', async () => {
    const wide = sharp({ create: { width: 4_000, height: 800, channels: 3, background: '#336699' } });
    const { photos } = await take([await file('wide.jpg', await wide.jpeg().toBuffer())]);
    expect((await sharp(await store.fetch(photos[0] as string, dir)).metadata()).height).toBe(800);
  });
});

/** A photo whose header says progressive and 9,000 × 9,000 pixels. */
function scans(): Buffer {
  const header = Buffer.from('ffd8ffc2001108232823280301110002110103110 1'.replaceAll(' ', ''), 'hex');
  const scan = Buffer.from('ffda000c03010002000300000000ffd9', 'hex');
  return Buffer.concat([header, scan]);
}

/** Calls the function once. */
function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= make());
}

const heicOf = async (picture: { width: number; height: number; turned?: boolean; columns?: number; rows?: number }) =>
  heic(await locateFfmpeg(undefined, process.env.PATH ?? ''), { colour: 'red', ...picture });

const phone = once(() => heicOf({ width: 320, height: 240, turned: true }));

const photo = once(() => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 400, height: 400, channels: 3, background: '#fff', noise } })
    .jpeg()
    .toBuffer();
});
const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=frequency=300:duration=${seconds}`];

describe('a recording', () => {
  // One run makes all of them: most of its time is the start.
  beforeAll(async () => {
    const outputs: [name: string, seconds: number, ...options: string[]][] = [
      ['voice.ogg', 2, '-c:a', 'libopus'],
      ['voice.m4a', 2, '-c:a', 'aac'],
      ['voice.mp3', 2, '-c:a', 'libmp3lame'],
      ['voice.wav', 2],
      ['opposite phases.wav', 1, '-af', 'pan=stereo|c0=c0|c1=-1*c0'],
      ['one channel alone.wav', 1, '-af', 'pan=stereo|c0=c0|c1=0*c0'],
      ['six channels.wav', 1, '-af', 'pan=5.1|c0=0*c0|c1=0*c0|c2=c0|c3=0*c0|c4=0*c0|c5=0*c0'],
      ['long.wav', 61, '-ar', '8000'],
      ['click.wav', 0.1],
    ];
    const [last = '', ...args] = outputs
      .flatMap(([name, seconds, ...options]) => ['-t', String(seconds), ...options, name])
      .reverse();
    await made(last, ...tone(61), ...args.reverse());
  });

  test.each(['voice.ogg', 'voice.m4a', 'voice.mp3', 'voice.wav'])('may be %s', async (name) => {
    const { recording } = await take([], join(dir, name));
    expect(recording?.durationMs).toBeGreaterThan(1_950);
    expect(recording?.durationMs).toBeLessThan(2_100);
    expect(recording?.clipKey).toBeUndefined();
  });

  test('with a picture is a clip, which says that it is longer than its sound', async () => {
    const picture = ['-f', 'lavfi', '-i', 'testsrc=d=2:s=64x64'];
    const { recording } = await take([], await made('clip.mp4', ...picture, ...tone(1), '-pix_fmt', 'yuv420p'));
    expect(await store.has(recording?.clipKey ?? '')).toBe(true);
    const lengths = [recording?.durationMs, recording?.clipDurationMs];
    expect(lengths.map((ms) => Math.round((ms ?? 0) / 100))).toEqual([10, 20]);
  });

  test.each([
    ['no sound', []],
    ['the noise of a room', ['-f', 'lavfi', '-i', 'anoisesrc=d=1:a=0.01:c=pink:seed=1']],
  ])('with a picture and %s is a clip without sound', async (name, sound) => {
    const path = await made(`${name}.mp4`, '-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', ...sound);
    const { recording, clip } = await take([], path);
    expect(recording).toBeUndefined();
    expect(clip?.durationMs).toBeCloseTo(1_000, -2);
    expect(await store.has(clip?.key ?? '')).toBe(true);
  });

  test('keeps sound that starts after the picture in step with it', async () => {
    const late = ['-itsoffset', '0.5', ...tone(1)];
    const { recording } = await take([], await made('late.mkv', '-f', 'lavfi', '-i', 'testsrc=d=1.5:s=64x64', ...late));
    const samples = await soundOf(recording?.soundKey);
    expect(samples.findIndex((sample) => Math.abs(sample) > 500) / 48_000).toBeCloseTo(0.5, 1);
  });

  test.each(['opposite phases', 'one channel alone', 'six channels'])('in %s is heard', async (name) => {
    const samples = await soundOf((await take([], join(dir, `${name}.wav`))).recording?.soundKey);
    expect(Math.max(...samples)).toBeGreaterThan(1_000);
  });

  test('that is too long has its first minute taken if the person wants that, with its picture', async () => {
    const picture = ['-f', 'lavfi', '-i', 'color=d=62:s=16x16:r=1', '-c:v', 'mpeg4'];
    const path = await made('minutes.mkv', ...picture, ...tone(62), '-c:a', 'pcm_s16le');
    const deps = { store, ffmpeg: async () => ffmpeg, workDir: dir, signal };
    const { recording } = await takeMedia({ photos: [], recording: path, isRecordingCut: true }, deps);
    expect(recording?.durationMs).toBe(60_000);
    expect(Math.round(recording?.clipDurationMs ?? 0)).toBe(60_000);
  });

  test.each<[string, () => Promise<string>, string]>([
    ['empty', () => file('empty.ogg', ''), 'MEDIA_EMPTY'],
    ['too long', async () => join(dir, 'long.wav'), 'MEDIA_TOO_LONG'],
    ['a film of 9.5 megapixels', () => made('wide.mp4', ...hugeFilm), 'MEDIA_TOO_MANY_PIXELS'],
    ['silent', () => made('silent.ogg', '-f', 'lavfi', '-i', 'anullsrc=r=48000,atrim=duration=2'), 'MEDIA_NO_SOUND'],
    [
      'the noise of a room',
      () => made('room.ogg', '-f', 'lavfi', '-i', 'anoisesrc=d=3:a=0.05:c=brown:seed=1'),
      'MEDIA_NO_SOUND',
    ],
    ['shorter than a word', async () => join(dir, 'click.wav'), 'MEDIA_NO_SOUND'],
    ['a playlist', () => file('list.mp4', `#EXTM3U\n#EXTINF:1,\n${hostUrl}/x.ts\n`), 'MEDIA_NOT_DECODABLE'],
    [
      'a list of files',
      () => file('list.wav', `ffconcat version 1.0\nfile '${dir}/voice.wav'\n`),
      'MEDIA_NOT_DECODABLE',
    ],
    [
      'cut off before its index',
      async () => file('half.mp4', (await halfClip()).subarray(0, 3_000)),
      'MEDIA_NOT_DECODABLE',
    ],
    ['a text', () => file('text.mp3', 'Hello'), 'MEDIA_NOT_DECODABLE'],
  ])('that is %s is refused', async (_, make, code) => {
    expect(await codeOf(make().then((path) => take([], path)))).toBe(code);
    expect(requests).toBe(0);
  });
});

async function soundOf(key: string | undefined): Promise<Int16Array> {
  const { buffer, byteOffset, length } = await readFile((await store.fetch(key ?? '', dir)) as string);
  return new Int16Array(buffer, byteOffset, length / 2);
}

const hugeFilm = ['-f', 'lavfi', '-i', 'color=s=4100x2310:d=0.1:r=10', '-c:v', 'mpeg4', ...tone(0.5)];

async function halfClip(): Promise<Buffer> {
  return readFile(await made('whole.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1:s=320x240', ...tone(1)));
}
