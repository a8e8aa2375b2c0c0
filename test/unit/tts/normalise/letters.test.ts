import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';

describe('text for a voice that reads one alphabet', () => {
  test.each([
    ['Happy Birthday, мама!', 'Хэппи Бёздей, мама!'],
    ['Merry Christmas и Happy New Year!', 'Мэрри Кристмас и Хэппи Нью Йир!'],
    ['I love you, baby', 'Ай лав ю, бэйби'],
    ['Дарю iPhone 15', 'Дарю айфон пятнадцать'],
    ['Пиши в WhatsApp или Telegram', 'Пиши в Ватсап или Телеграм'],
    ['OK, VIP!', 'Окей, Вип!'],
    ['Dear John и Alex', 'Диар Джон и Алекс'],
    ['Instagram, YouTube, TikTok', 'Инстаграм, Ютуб, Тикток'],
    ['Masha i Ivan Petrov', 'Маша ай Иван Петров'],
    ['José, Ünal и Chloé', 'Хосе, Унал и Хлоя'],
    ['Әсел, გიორგი', 'Эсел, гиорги'],
    ['HBO', 'эйч би оу'],
    ["Happy Women's Day", 'Хэппи Уименз Дей'],
    ['Just married', 'Джаст мэррид'],
    ["C'est la vie", 'Сэ ла ви'],
    ['Müller', 'Мюллер'],
    ["Don't worry, let's go", 'Донт ворри, летс го'],
  ])('of Cyrillic only: "%s" is "%s"', (written, said) => {
    expect(normalise(written, { language: 'ru', letters: 'cyrillic' }).text).toBe(said);
  });

  test.each([
    ['Happy birthday, Анна!', 'Happy birthday, Anna!'],
    ['Dear Ольга', 'Dear Olga'],
    ['José & 李', 'Jose & Li'],
  ])('of Latin only: "%s" is "%s"', (written, said) => {
    expect(normalise(written, { language: 'xx', letters: 'latin' }).text).toBe(said);
  });

  test('knows where each letter came from', () => {
    const { text, source } = normalise('🎉 Анна и Щука', { language: 'xx', letters: 'latin' });
    const written = Array.from('🎉 Анна и Щука');
    const first = (said: string) => written[source[Array.from(text).indexOf(said)] ?? -1];
    expect(['A', 'i', 'k'].map(first)).toEqual(['А', 'и', 'к']);
  });
});
