import { expect, test } from 'vitest';
import { SOUND_KILOBITS } from '#root/montage/ffmpeg/join-args.js';
import { videoEncoder } from '#root/montage/ffmpeg/video-encoder.js';

function kilobits(seconds: number): number {
  const args = videoEncoder(seconds * 1_000);
  return Number.parseInt(args[args.indexOf('-maxrate') + 1] ?? '', 10);
}

test.each([5, 60, 140, 300, 600, 1_200])('a video of %i s stays under the 50 MB that a bot may send', (seconds) => {
  expect(((kilobits(seconds) + SOUND_KILOBITS) * seconds) / 8).toBeLessThan(50_000);
});

test('usual lengths are encoded alike, so that they share scenes', () => {
  expect(videoEncoder(10_000)).toEqual(videoEncoder(120_000));
});
