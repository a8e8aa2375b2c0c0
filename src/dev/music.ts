import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { MUSIC_LUFS, perform } from '#root/dev/music/perform.js';
import { scores } from '#root/dev/music/scores/index.js';
import { openFfmpeg } from '#root/media/open-ffmpeg.js';
import { SAMPLE_RATE } from '#root/media/sound.js';
import { MUSIC_FILE } from '#root/montage/templates/define-template.js';
import { findTemplate } from '#root/montage/templates/index.js';
import { loadContext, runCommand } from '#root/process/run-command.js';

// Vorbis keeps the exact number of samples. AAC is padded to a whole frame, and -stream_loop restarts AAC and Opus
// without the decoder's pre-roll, which is heard as a gap at every repetition.
const encoding = ['-c:a', 'libvorbis', '-q:a', '2', '-fflags', '+bitexact', '-f', 'ogg'];

await runCommand(
  new Command('music')
    .description(`Plays the scores of the templates into their music files, all at ${MUSIC_LUFS} LUFS.`)
    .addOption(new Option('--only <name>', 'the score of this template').choices(Object.keys(scores)))
    .action(async ({ only }: { only?: string }) => {
      const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://unused' } });
      const ffmpeg = await openFfmpeg(config, { logger });
      for (const [name, score] of Object.entries(scores)) {
        if (only !== undefined && name !== only) continue;
        const samples = perform(score);
        const pcm = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '2', '-i', 'pipe:0'];
        const output = fileURLToPath(new URL(MUSIC_FILE, findTemplate(name).dir));
        await ffmpeg([...pcm, ...encoding, '-y', output], {
          signal: new AbortController().signal,
          timeoutMs: 60_000,
          input: new Uint8Array(samples.buffer),
        });
      }
    }),
);
