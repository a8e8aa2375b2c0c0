import { describe, expect, test } from 'vitest';
import { findTemplate } from '#root/montage/templates/index.js';
import { openFallbacks } from '#root/montage/text/fallback-fonts.js';
import { createFontStack } from '#root/montage/text/font-stack.js';
import { openFont } from '#root/montage/text/fonts.js';

const first = await openFont(findTemplate('birthday').fonts.text);

async function drawn(text: string) {
  const stack = createFontStack(text, first, ...(await openFallbacks(text, [first])));
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
    ['শুভ জন্মদিন, প্রিয় মিতা!', 'Noto Sans Bengali'],
    ['பிறந்தநாள் வாழ்த்துகள்', 'Noto Sans Tamil'],
    ['పుట్టినరోజు శుభాకాంక్షలు', 'Noto Sans Telugu'],
    ['જન્મદિવસની શુભેચ્છા', 'Noto Sans Gujarati'],
    ['ਜਨਮਦਿਨ ਮੁਬਾਰਕ', 'Noto Sans Gurmukhi'],
    ['ಹುಟ್ಟುಹಬ್ಬದ ಶುಭಾಶಯಗಳು', 'Noto Sans Kannada'],
    ['ജന്മദിനാശംസകൾ', 'Noto Sans Malayalam'],
    ['ଜନ୍ମଦିନର ଶୁଭେଚ୍ଛା', 'Noto Sans Oriya'],
    ['සුභ උපන්දිනයක්', 'Noto Sans Sinhala'],
    ['မွေးနေ့မှာပျော်ရွှင်ပါစေ', 'Noto Sans Myanmar'],
    ['រីករាយថ្ងៃកំណើត', 'Noto Sans Khmer'],
    ['ສຸກສັນວັນເກີດ', 'Noto Sans Lao'],
    ['መልካም ልደት', 'Noto Sans Ethiopic'],
    ['♡', 'Noto Sans Symbols 2'],
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

  test('draws all words of an alphabet in one font, even if it has to be another than the first', async () => {
    const marck = await openFont(findTemplate('birthday').fonts.title);
    const drawnBy = (text: string) =>
      createFontStack(text, marck, first)
        .runs(text)
        .map((run) => run.font.family);
    expect(drawnBy('Алия Смагулова')).toEqual(['Marck Script']);
    expect(drawnBy('Алия Нұрланқызы Смағұлова')).toEqual(['Montserrat']);
  });

  test('draws a face made of signs whole, or not at all', async () => {
    expect((await drawn('(｡◕‿◕｡)')).map(([, text]) => text).join('')).toBe('(｡◕‿◕｡)');
    expect(await drawn('ура (\uE000‿\uE000)')).toEqual([['Montserrat', 'ура ']]);
  });

  test('leaves out characters that no font has', async () => {
    expect(await drawn('a\uE000b \u{13000}')).toEqual([['Montserrat', 'ab ']]);
  });

  test('opens no other font for a text that the first font can draw', async () => {
    expect(await openFallbacks('С днём рождения, Anna!', [first])).toEqual([]);
  });

  test('is as wide as its runs, and as high as its highest font', async () => {
    const stack = createFontStack('عيد', first, ...(await openFallbacks('عيد', [first])));
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
