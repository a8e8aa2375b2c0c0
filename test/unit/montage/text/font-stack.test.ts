import { describe, expect, test } from 'vitest';
import { findTemplate } from '#root/montage/templates/index.js';
import { openFallbacks } from '#root/montage/text/fallback-fonts.js';
import { createFontStack } from '#root/montage/text/font-stack.js';
import { openFont } from '#root/montage/text/fonts.js';

const first = await openFont(findTemplate('birthday').fonts.text);

async function drawn(text: string) {
  const stack = createFontStack(first, ...(await openFallbacks(text, [first])));
  return stack.runs(text).map((run) => [run.font.family, run.text]);
}

describe('a font stack', () => {
  test.each([
    ['С днём рождения, Anna!', 'Montserrat'],
    ['Χρόνια πολλά!', 'Noto Sans'],
    ['מזל טוב!', 'Noto Sans Hebrew'],
    ['عيد ميلاد سعيد!', 'Noto Sans Arabic'],
    ['生日快乐！', 'Noto Sans SC'],
    ['直子さん、お誕生日おめでとう！', 'Noto Sans JP'],
    ['생일 축하합니다!', 'Noto Sans KR'],
    ['शुभकामनाएँ!', 'Noto Sans'],
    ['สุขสันต์วันเกิด', 'Noto Sans Thai'],
    ['Ծնունդդ շնորհավոր', 'Noto Sans Armenian'],
    ['გილოცავ', 'Noto Sans Georgian'],
  ])('draws "%s" in %s alone', async (text, family) => {
    expect(await drawn(text)).toEqual([[family, text]]);
  });

  test('draws a word in one font, and the next word in the first font again', async () => {
    expect(await drawn('Анна Χρόνια Анна')).toEqual([
      ['Montserrat', 'Анна '],
      ['Noto Sans', 'Χρόνια '],
      ['Montserrat', 'Анна'],
    ]);
  });

  test('leaves out characters that no font has', async () => {
    expect(await drawn('a\uE000b \u{13000}')).toEqual([['Montserrat', 'ab ']]);
  });

  test('opens no other font for a text that the first font can draw', async () => {
    expect(await openFallbacks('С днём рождения, Anna!', [first])).toEqual([]);
  });

  test('is as wide as its runs, and as high as its highest font', async () => {
    const stack = createFontStack(first, ...(await openFallbacks('عيد', [first])));
    expect(stack.widthPerEm('Anna عيد')).toBeCloseTo(stack.widthPerEm('Anna ') + stack.widthPerEm('عيد'), 5);
    expect(stack.lineHeightPerEm('Anna عيد')).toBeGreaterThan(stack.lineHeightPerEm('Anna'));
  });
});

test('a font is opened once in a process', async () => {
  expect(openFont(findTemplate('birthday').fonts.text)).toBe(openFont(findTemplate('birthday').fonts.text));
  await expect(openFont({ file: 'missing.ttf', family: 'Missing', bold: false })).rejects.toMatchObject({
    code: 'FONT_UNREADABLE',
  });
});
