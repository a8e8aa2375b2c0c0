import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { locateFfmpeg } from '#root/media/locate.js';
import { soundSettings } from '#root/montage/ffmpeg/join-args.js';

const templates = join(import.meta.dirname, '../../src/montage/templates');
let ffmpegPath: string;

beforeAll(async () => {
  ffmpegPath = await locateFfmpeg(undefined, process.env.PATH ?? '');
});

test.each(['birthday', 'neutral', 'new-year', 'thank-you', 'wedding'])(
  'the decoded sound of %s has no peak above −1.5 dBTP, however hard the limiter works',
  async (template) => {
    const music = join(templates, template, 'music.ogg');
    const loud = ['-t', '12', '-i', music, '-af', `volume=10dB,${soundSettings.limiter}`];
    // ADTS can be piped, MP4 cannot.
    const encode = ['-v', 'error', ...loud, ...soundSettings.encoder, '-f', 'adts', '-'];
    const { stdout: input } = await execa(ffmpegPath, encode, { encoding: 'buffer' });
    const measure = ['-nostats', '-i', 'pipe:0', '-af', 'ebur128=peak=true', '-f', 'null', '-'];
    const { stderr } = await execa(ffmpegPath, measure, { input });
    const peak = Number(/True peak:\s+Peak:\s+(-?[\d.]+) dBFS/.exec(stderr)?.[1] ?? Number.NaN);
    expect(peak).toBeLessThanOrEqual(-1.5);
  },
);
