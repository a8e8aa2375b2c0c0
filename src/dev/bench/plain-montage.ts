import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { SAMPLE_RATE } from '#root/media/sound.js';
import type { Voice } from '#root/montage/ffmpeg/mix-args.js';
import type { MontagePlan } from '#root/montage/plan.js';
import { type AssScript, buildAss } from '#root/montage/text/ass.js';

export interface PlainMontage {
  plan: MontagePlan;
  /** Path of a clip of the moving background. It is shorter than the video and is looped. */
  background: string;
  voices: Voice[];
  music: string;
  /** Directory of the fonts. */
  fonts: string;
  dir: string;
}

/**
 * Makes the same kind of video as the montage with one ffmpeg command, as a good engineer would by hand, and stores
 * nothing. The background is a ready clip, and title and captions are one ASS file. The music ducks under the voice, and
 * `loudnorm` comes last. The encoder settings are the same.
 */
export async function renderPlain(
  ffmpeg: Ffmpeg,
  { plan, background, voices, music, fonts, dir }: PlainMontage,
): Promise<void> {
  await writeFile(join(dir, 'plain.ass'), buildAss(plan.frame, allCaptions(plan)));
  const seconds = plan.durationMs / 1_000;
  const placed = voices.map(
    ({ startMs }, index) =>
      `[${index + 1}:a]adelay=${Math.round(startMs)}:all=1,aresample=${SAMPLE_RATE}[voice${index}]`,
  );
  const filters = [
    `[0:v]ass=plain.ass:fontsdir=${fonts},setsar=1[picture]`,
    ...placed,
    `${placed.map((_, index) => `[voice${index}]`).join('')}amix=inputs=${placed.length}:normalize=0,apad,atrim=end=${seconds},asplit[voice][key]`,
    `[${placed.length + 1}:a]aresample=${SAMPLE_RATE},atrim=end=${seconds},volume=0.975,afade=in:d=0.6,afade=out:st=${seconds - 1.6}:d=1.6[music]`,
    '[music][key]sidechaincompress=threshold=0.02:ratio=6:attack=30:release=500[ducked]',
    `[voice][ducked]amix=inputs=2:normalize=0,loudnorm=I=-16:TP=-1.5:LRA=11,aresample=${SAMPLE_RATE}[sound]`,
  ];
  const args = [
    ...['-stream_loop', '-1', '-i', background],
    ...voices.flatMap(({ path }) => ['-i', path]),
    ...['-stream_loop', '-1', '-i', music],
    ...['-filter_complex', filters.join(';'), '-map', '[picture]', '-map', '[sound]'],
    ...plan.encoder,
    ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', String(SAMPLE_RATE)],
    ...['-t', String(seconds), '-movflags', '+faststart', '-y', 'plain.mp4'],
  ];
  await ffmpeg(args, { cwd: dir, signal: new AbortController().signal, timeoutMs: 120_000 });
}

function allCaptions(plan: MontagePlan): AssScript {
  let startMs = 0;
  const scenes = plan.scenes.map(({ captions, timing }, index) => {
    const from = startMs;
    startMs += timing.durationMs;
    const nameOf = (style: string) => `${style}${index}`;
    return {
      styles: captions.styles.map((style) => ({ ...style, name: nameOf(style.name) })),
      events: captions.events.map((event) => ({
        ...event,
        style: nameOf(event.style),
        startMs: event.startMs + from,
        endMs: event.endMs + from,
      })),
    };
  });
  return { styles: scenes.flatMap(({ styles }) => styles), events: scenes.flatMap(({ events }) => events) };
}
