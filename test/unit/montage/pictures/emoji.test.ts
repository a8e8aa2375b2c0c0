import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { emojiOf, emojiRow, loadEmoji } from '#root/montage/pictures/emoji.js';

describe('the emoji of a text', () => {
  test.each([
    ['Ура 🎉! С днём рождения 🎂', ['party-popper', 'birthday-cake']],
    ['❤️ ❤ 👍🏽', ['red-heart', 'red-heart', 'thumbs-up-medium']],
    ['🇰🇿 👨‍👩‍👧‍👦', ['flag-kazakhstan', 'family-man-woman-girl-boy']],
    ['(♥‿♥) ♥', ['heart-suit']],
    ['1️⃣', ['keycap-1']],
    ['25 #1 * © ™', []],
    ['нет \u{1FFFF} \uE000', []],
  ])('%s are %j', (text, names) => {
    expect(emojiOf(text).map(({ name }) => name)).toEqual(names);
  });

  test('are drawn in colour, in a row in the middle of the frame and inside the margins', async () => {
    const text = '🎉🎂🎁🥳❤️';
    const frame = { width: 720, height: 1280 };
    const row = emojiRow(text, { frame, place: 0.7, drawings: await loadEmoji([text]) });
    const svg = row?.markup.replace('{{width}}', '720').replace('{{height}}', '1280') ?? '';
    const { data, info } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([720, 1280]);
    const drawn = Array.from({ length: 720 * 1280 }, (_, index) => index).filter(
      (index) => (data[index * 4 + 3] ?? 0) > 0,
    );
    const columns = [...new Set(drawn.map((index) => index % 720))];
    const rows = drawn.map((index) => Math.floor(index / 720));
    expect(Math.min(...columns)).toBeGreaterThan(0.08 * 720);
    expect(Math.max(...columns)).toBeLessThan(0.92 * 720);
    expect(rows[0]).toBeGreaterThan(0.7 * 1280 - 51);
    expect(rows.at(-1)).toBeLessThan(0.7 * 1280 + 51);
    const colourful = drawn.filter((index) => Math.abs((data[index * 4] ?? 0) - (data[index * 4 + 2] ?? 0)) > 80);
    expect(colourful.length).toBeGreaterThan(drawn.length / 3);
  });

  test('are drawn in two rows if there are more than five, ten at most', async () => {
    const frame = { width: 720, height: 1280 };
    const drawings = await loadEmoji(['🎉🇰🇿']);
    const places = (text: string) =>
      Array.from(
        emojiRow(text, { frame, place: 0.5, drawings })?.markup.matchAll(/translate\(([\d.]+) ([\d.]+)\)/g) ?? [],
      );
    const rows = (text: string) => new Set(places(text).map(([, , top]) => top)).size;
    expect([places('🎉🇰🇿🎉').length, rows('🎉🇰🇿🎉')]).toEqual([3, 1]);
    expect([places('🎉'.repeat(6)).length, rows('🎉'.repeat(6))]).toEqual([6, 2]);
    expect([places('🎉'.repeat(30)).length, rows('🎉'.repeat(30))]).toEqual([10, 2]);
  });

  test('are no picture if a text has none', async () => {
    const frame = { width: 720, height: 720 };
    expect(emojiRow('Ура!', { frame, place: 0.7, drawings: await loadEmoji(['Ура!']) })).toBeUndefined();
  });
});
