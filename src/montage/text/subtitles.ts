import type { WordTime } from '#root/greeting/artifacts.js';
import type { VoicedScene } from '#root/montage/montage-order.js';
import { timeScenes } from '#root/montage/time-scenes.js';

interface Cue {
  startMs: number;
  endMs: number;
  text: string;
}

// Two lines of 42 characters, as is usual: https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977.
const CUE_LENGTH = 84;

/** Returns the subtitles of a video as WebVTT, and the duration of the video. */
export function buildSubtitles(scenes: readonly VoicedScene[]): { vtt: string; durationMs: number } {
  let startMs = 0;
  const cues = timeScenes(scenes).flatMap(({ scene, timing }) => {
    const [fromMs, toMs] = [startMs, startMs + timing.durationMs];
    startMs = toMs;
    if (scene.kind !== 'line') return [{ startMs: fromMs, endMs: toMs, text: scene.text }];
    return cuesOf(scene.speech.words, { voiceMs: fromMs + timing.voiceStartMs, toMs });
  });
  return { vtt: ['WEBVTT', ...cues.map(written)].join('\n\n').concat('\n'), durationMs: startMs };
}

/** Returns the words in cues of two lines, each shown until the next begins. */
function cuesOf(words: readonly WordTime[], { voiceMs, toMs }: { voiceMs: number; toMs: number }): Cue[] {
  const cues: Cue[] = [];
  for (const { text, startMs } of words) {
    const last = cues.at(-1);
    if (last !== undefined && last.text.length + text.length < CUE_LENGTH) last.text += ` ${text}`;
    else cues.push({ startMs: voiceMs + startMs, endMs: toMs, text });
  }
  return cues.map((cue, index) => ({ ...cue, endMs: cues[index + 1]?.startMs ?? toMs }));
}

function written({ startMs, endMs, text }: Cue): string {
  return `${timeStamp(startMs)} --> ${timeStamp(endMs)}\n${escaped(text)}`;
}

/** A blank line would end the cue, and "-->" would begin one. */
function escaped(text: string): string {
  return text.replace(/\s+/gu, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function timeStamp(ms: number): string {
  return new Date(Math.round(ms)).toISOString().slice(11, 23);
}
