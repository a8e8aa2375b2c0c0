import { describe, expect, test } from 'vitest';
import { findTemplate } from '#root/montage/templates/index.js';
import { buildAss } from '#root/montage/text/ass.js';
import { openCaptionFonts } from '#root/montage/text/caption-fonts.js';
import { buildCaptions } from '#root/montage/text/captions.js';
import { timeScene } from '#root/montage/timing.js';

const template = findTemplate('birthday');

async function captions(text: string, kind: 'title' | 'line' = 'line') {
  const words = text
    .split(/\s+/)
    .map((word, index) => ({ text: word, startMs: index * 400, endMs: index * 400 + 400 }));
  const speech = { audioKey: 'speech/a.wav', durationMs: words.length * 400, words };
  const timing = timeScene(kind, speech.durationMs);
  const frame = { width: 720, height: 1280 };
  const fonts = await openCaptionFonts(template, { titles: text, lines: text });
  const drawn = buildCaptions({ kind, text, speech }, { frame, template, place: 0.5, fonts, language: 'ru', timing });
  const events = buildAss(frame, drawn)
    .split('\n')
    .filter((line) => line.startsWith('Dialogue:'));
  return {
    timing,
    events,
    pages: drawn.pages,
    families: drawn.fonts.map(({ family }) => family),
    spans: events.flatMap(spansOf),
  };
}

function seconds(stamp: string | undefined): number {
  const [hours = 0, minutes = 0, secs = 0] = (stamp ?? '').split(':').map(Number);
  return hours * 3_600 + minutes * 60 + secs;
}

/** Returns the text of every span, and when it is spoken, in milliseconds. */
function spansOf(event: string): { word: string; start: number }[] {
  let at = seconds(event.split(',')[1]) * 1_000;
  return Array.from(event.matchAll(/\{\\k(-?\d+)\}([^{\\]*)/g), ([, length, text]) => {
    const start = Math.round(at);
    at += Number(length) * 10;
    return { word: (text ?? '').replace(/[\u200E\u200F]/g, '').trim(), start };
  }).filter(({ word }) => word !== '');
}

/** Returns the text of every line. */
function spokenLines(events: string[]): string[] {
  return events.flatMap((event) =>
    event.split('\\N').map((line) =>
      line
        .replace(/^Dialogue:[^{]*/, '')
        .replace(/\{[^}]*\}/g, '')
        .trim(),
    ),
  );
}

describe('captions', () => {
  test('have the size and the times of each page', async () => {
    const text = 'Желаю счастья и здоровья, и чтобы каждый день был добрым';
    const [none, short, long] = [await captions(''), await captions('Ура!'), await captions(text)];
    expect(none.pages).toEqual([]);
    const [page] = short.pages;
    expect(page?.width).toBeGreaterThan(100);
    expect(long.pages.length).toBe(long.events.length);
    expect(long.pages[0]?.height).toBeCloseTo(2 * (page?.height ?? 0));
    for (const [index, { width, startMs, endMs }] of long.pages.entries()) {
      expect(width).toBeLessThan(720);
      expect(Math.abs(seconds(long.events[index]?.split(',')[1]) * 1_000 - startMs)).toBeLessThanOrEqual(5);
      expect(Math.abs(seconds(long.events[index]?.split(',')[2]) * 1_000 - endMs)).toBeLessThanOrEqual(5);
    }
  });

  test('have a span for each word, which begins when the word is spoken', async () => {
    const { timing, events, spans } = await captions('раз два три четыре пять шесть семь восемь девять десять');
    expect(spans.map(({ word }) => word)).toEqual('раз два три четыре пять шесть семь восемь девять десять'.split(' '));
    // Libass joins a word with an empty span to the one before.
    for (const event of events) expect(event).not.toContain('{\\k0}');
    for (const [index, { start }] of spans.entries()) {
      expect(Math.abs(start - (timing.voiceStartMs + index * 400))).toBeLessThanOrEqual(10);
    }
  });

  test('show at most two lines, one page after the other without overlap', async () => {
    const { events } = await captions(
      'Пусть каждый новый день приносит радость, улыбки, тепло и уют, а рядом будут близкие',
    );
    expect(events.length).toBeGreaterThan(1);
    for (const event of events) expect(event.split('\\N').length).toBeLessThanOrEqual(2);
    for (const [index, event] of events.slice(1).entries()) {
      expect(seconds(event.split(',')[1])).toBeGreaterThanOrEqual(seconds(events[index]?.split(',')[2]));
    }
  });

  test('draw a tag in a text as it is written', async () => {
    const [event = ''] = (await captions('{\\an8}x \\N')).events;
    expect(event).toContain('\\{\\\u2060an8\\}x');
    expect(event).toContain('\\\u2060N');
  });

  test('a title shows the name under the headline', async () => {
    const { events } = await captions('Анна', 'title');
    expect(events.some((event) => event.endsWith('}Анна'))).toBe(true);
    expect(events.some((event) => event.endsWith('}С днём рождения!'))).toBe(true);
  });

  test('go from right to left, and light each word when it is spoken', async () => {
    const { spans, families, timing } = await captions('عيد ميلاد سعيد');
    expect(spans.map(({ word }) => word)).toEqual(['سعيد', 'ميلاد', 'عيد']);
    const starts = spans.map(({ start }) => start - timing.voiceStartMs);
    expect(starts).toEqual([800, 400, 0]);
    expect(families).toEqual(['Noto Sans Arabic']);
  });

  test('keep Latin words and numbers from left to right within a text from right to left', async () => {
    const { spans } = await captions('שלום Anna 25');
    expect(spans.map(({ word }) => word)).toEqual(['Anna', '25', 'שלום']);
  });

  test('break lines in a text without spaces, and light it in parts', async () => {
    const { events, spans } = await captions('祝你生日快乐，身体健康，万事如意，年年有今日，岁岁有今朝！');
    expect(spans.length).toBeGreaterThan(5);
    expect(spans.map(({ word }) => word).join('')).toBe('祝你生日快乐，身体健康，万事如意，年年有今日，岁岁有今朝！');
    for (const line of events.flatMap((event) => event.split('\\N'))) {
      expect(line.replace(/^.*?\}(?=[^{])|\{[^}]*\}/g, '')).not.toMatch(/^[，！]/);
    }
  });

  test('break a word that would be too small to read in one line', async () => {
    const { events } = await captions('W'.repeat(90));
    expect(events.join('').match(/W/g)).toHaveLength(90);
    for (const event of events) expect(event.split('\\N').length).toBeLessThanOrEqual(2);
    expect(Math.min(...events.map((event) => Number(/\\fs([\d.]+)/.exec(event)?.[1])))).toBeGreaterThan(60);
  });

  test('keep the line break before an emoji, which they do not draw', async () => {
    const { events } = await captions('Дарю:\n🎁 дом\n🌹 сад');
    expect(spokenLines(events)).toEqual(['Дарю:', 'дом', 'сад']);
  });

  test('leave no space before a full stop that followed an emoji', async () => {
    expect(spokenLines((await captions('От всей семьи 👪. Ура 🎉🎉 !')).events).join(' ')).toBe('От всей семьи. Ура !');
  });

  test('break a long address after its signs, without smaller letters on its page', async () => {
    const [plain, address] = [
      await captions('Наш общий альбом здесь и сейчас'),
      await captions('Наш общий альбом https://example.com/albums/2026/the-best-of-all/photos?day=12'),
    ];
    const sizes = ({ events }: { events: string[] }) => events.map((event) => Number(/\\fs([\d.]+)/.exec(event)?.[1]));
    expect(Math.min(...sizes(address))).toBeGreaterThan(0.85 * Math.min(...sizes(plain)));
  });

  test('break a long name at its hyphen, and keep it larger than the headline', async () => {
    const { events } = await captions('Преображенская-Богоявленская Александра', 'title');
    const name = events.find((event) => event.includes('Преображенская-'));
    expect(name).toContain('Преображенская-\\N');
  });

  test('are empty for a text that cannot be drawn', async () => {
    expect((await captions('\u202E \uE000 🎉 \u{10FFFF}')).events).toEqual([]);
  });
});
