import { describe, expect, test } from 'vitest';
import { buildAss } from '#root/montage/ass.js';
import { buildCaptions } from '#root/montage/captions.js';
import { openFont } from '#root/montage/fonts.js';
import { findTemplate } from '#root/montage/templates/index.js';
import { timeScene } from '#root/montage/timing.js';

const template = findTemplate('birthday');
const fonts = { title: await openFont(template.fonts.title), text: await openFont(template.fonts.text) };

function captions(text: string, kind: 'title' | 'line' = 'line') {
  const words = text
    .split(/\s+/)
    .map((word, index) => ({ text: word, startMs: index * 400, endMs: index * 400 + 400 }));
  const speech = { audioKey: 'speech/a.wav', durationMs: words.length * 400, words };
  const timing = timeScene(kind, speech.durationMs);
  const frame = { width: 720, height: 1280 };
  const ass = buildAss(
    frame,
    buildCaptions({ kind, text, speech }, { frame, template, fonts, language: 'ru', timing }),
  );
  return { timing, events: ass.split('\n').filter((line) => line.startsWith('Dialogue:')) };
}

function seconds(stamp: string | undefined): number {
  const [hours = 0, minutes = 0, secs = 0] = (stamp ?? '').split(':').map(Number);
  return hours * 3_600 + minutes * 60 + secs;
}

describe('captions', () => {
  test('have a span a word, each beginning when the word is heard', () => {
    const { timing, events } = captions('раз два три четыре пять шесть семь восемь девять десять');
    const starts = events.flatMap((event) => {
      let at = seconds(event.split(',')[1]) * 100;
      return Array.from(event.matchAll(/\{\\k(\d+)\}([^{\\]*)/g), ([, length, word]) => {
        const start = at;
        at += Number(length);
        return { word: word?.trim(), start: start * 10 };
      }).filter(({ word }) => word);
    });
    expect(starts.map(({ word }) => word)).toEqual(
      'раз два три четыре пять шесть семь восемь девять десять'.split(' '),
    );
    for (const [index, { start }] of starts.entries()) {
      expect(Math.abs(start - (timing.voiceStartMs + index * 400))).toBeLessThanOrEqual(10);
    }
  });

  test('show at most two lines, one page after the other without overlap', () => {
    const { events } = captions('Пусть каждый новый день приносит радость, улыбки, тепло и уют, а рядом будут близкие');
    expect(events.length).toBeGreaterThan(1);
    for (const event of events) expect(event.split('\\N').length).toBeLessThanOrEqual(2);
    for (const [index, event] of events.slice(1).entries()) {
      expect(seconds(event.split(',')[1])).toBeGreaterThanOrEqual(seconds(events[index]?.split(',')[2]));
    }
  });

  test('take nothing in a text for a tag', () => {
    const [event = ''] = captions('{\\an8}x \\N').events;
    expect(event).toContain('\\{\\\u2060an8\\}x');
    expect(event).toContain('\\\u2060N');
  });

  test('a title shows the name under the headline', () => {
    const { events } = captions('Анна', 'title');
    expect(events.some((event) => event.endsWith('}Анна'))).toBe(true);
    expect(events.some((event) => event.endsWith('}С днём рождения!'))).toBe(true);
  });
});
