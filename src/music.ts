import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { loadContext, runCommand } from '#root/entry.js';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { compose, loopSeconds } from '#root/montage/music/birthday.js';
import { SAMPLE_RATE, synthesise } from '#root/montage/music/synth.js';
import { findTemplate } from '#root/montage/templates/index.js';

await runCommand(
  new Command('music')
    .description('Plays the scores of the templates anew into their music files.')
    .action(async () => {
      const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://unused' } });
      const ffmpeg = createFfmpeg({ path: await locateFfmpeg(config.ffmpegPath, config.searchPath), logger });
      const { dir, music } = findTemplate('birthday');
      const samples = synthesise(compose(), loopSeconds);
      const pcm = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '2', '-i', 'pipe:0'];
      const output = fileURLToPath(new URL(music, dir));
      await ffmpeg([...pcm, '-c:a', 'aac', '-b:a', '96k', '-fflags', '+bitexact', '-y', output], {
        signal: new AbortController().signal,
        timeoutMs: 60_000,
        input: new Uint8Array(samples.buffer),
      });
    }),
);
