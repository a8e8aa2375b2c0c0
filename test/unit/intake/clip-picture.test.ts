import { expect, test } from 'vitest';
import { parseClipPicture } from '#root/intake/clip-picture.js';

const hlg = 'hevc (Main 10) (hvc1 / 0x31637668), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67, progressive)';

/** Returns ffmpeg's log for a file with such a picture. */
const log = (picture: string) => `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/a.mp4':
  Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, mono, fltp, 48 kb/s (default)
  Stream #0:1[0x2](eng): Video: ${picture}, 30 fps, 30 tbr, 15360 tbn (default)
Output #0, null, to 'pipe:':
  Stream #0:0(eng): Video: h264 (High), yuv420p(tv, bt470bg), 2x2, q=2-31, 30 fps`;

test.each([
  [`${hlg}, 640x360 [SAR 1:1 DAR 16:9], 14 kb/s`, 'arib-std-b67', 'bt2020'],
  ['vp9 (Profile 2), yuv420p10le(tv, bt2020nc/bt2020/smpte2084), 1920x1080, SAR 1:1 DAR 16:9', 'smpte2084', 'bt2020'],
  ['vp9 (Profile 2), yuv420p10le(tv, unknown/unknown/smpte2084), 1920x1080', 'smpte2084', 'bt2020'],
  ['hevc (Main 10), yuv420p10le(tv, bt2020nc/bt2020/bt709), 1920x1080', undefined, 'bt2020'],
  ['h264 (High) (avc1 / 0x31637661), yuv420p, 1280x720, 90 kb/s', undefined, 'bt709'],
  ['h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 720x1280 [SAR 1:1 DAR 9:16]', undefined, 'bt709'],
  ['h264 (High) (avc1 / 0x31637661), yuvj420p(pc), 1920x1080', undefined, 'bt709'],
  ['mpeg4 (Simple Profile) (mp4v / 0x7634706D), yuv420p, 720x576 [SAR 16:15 DAR 4:3]', undefined, 'smpte170m'],
  ['mpeg4 (Simple Profile) (mp4v / 0x7634706D), yuv420p, 480x854', undefined, 'smpte170m'],
  ['h264 (High), yuvj420p(pc, bt470bg/unknown/unknown, progressive), 1280x720', undefined, 'bt470'],
  ['h264 (High), yuv420p(tv, smpte170m/bt709/bt709), 1920x1080', undefined, 'smpte170m'],
  ['h264 (High), yuv420p(tv, unknown/bt709/bt709), 320x240', undefined, 'bt709'],
  ['h264 (High), yuv420p(tv, bt709, top first), 320x240 [SAR 1:1 DAR 4:3]', undefined, 'bt709'],
])('the colours of %s are known', (picture, transfer, matrix) => {
  expect(parseClipPicture(log(picture))).toEqual({ transfer, matrix });
});

test('the cover of a sound file is not its picture', () => {
  expect(parseClipPicture('  Stream #0:1: Video: mjpeg, yuvj420p(pc), 600x600 [SAR 1:1] (attached pic)')).toBe(
    undefined,
  );
});
