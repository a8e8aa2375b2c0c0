import { describe, expect, test } from 'vitest';
import { screenOf } from '#root/bot/screens/index.js';
import type { Screen } from '#root/bot/screens/screen.js';
import type { Draft, DraftContent } from '#root/jobs/draft.js';
import { templateNames } from '#root/montage/templates/index.js';
import { keyFor } from '#root/telegram/text-keys.js';
import { type ChatLanguage, chatLanguages } from '#root/telegram/texts.js';
import { draftOf } from '../../../helpers/draft.js';

const screen = (content: Partial<DraftContent> = {}, language: ChatLanguage = 'ru', changed: Partial<Draft> = {}) =>
  screenOf(draftOf(content, { language, ...changed }));
const buttonsOf = ({ keyboard }: Screen) => keyboard.map((row) => row.map(({ text }) => text));
const dataOf = ({ keyboard }: Screen) =>
  keyboard.flat().map((button) => ('callback_data' in button ? button.callback_data : ''));
/** Returns the parts of the text that are formatted. */
const formatted = ({ text, entities }: Screen) =>
  entities.map(({ type, offset, length }) => `${type}: ${text.slice(offset, offset + length)}`);

const photo = (messageId: number) => ({ kind: 'photo', fileId: 'x', messageId }) as const;
const voice = { kind: 'recording', fileId: 'y', messageId: 9, seconds: 55 } as const;
const longVoice = { ...voice, seconds: 75 };
const whole = { to: 'Анна', text: 'С днём рождения! Желаю счастья.' };

describe('the card', () => {
  test('shows in Russian what will be made', () => {
    const card = screen({ ...whole, attachments: [photo(1), photo(2)] });
    expect(card.text).toBe(`🎬 Кому: Анна
Повод: день рождения
Голос: женский · Формат: вертикальный · 📷 2

С днём рождения! Желаю счастья.
≈ 9 с видео`);
    expect(buttonsOf(card)).toEqual([
      ['✅ Сделать'],
      ['👤 Имя', '✍️ Слова', '🎨 Повод'],
      ['🔊 Голос', '📐 Формат', '🎵 Музыка'],
      ['📎 Вложения', '👥 Нескольким', '🗑 Удалить'],
    ]);
  });

  test('shows in English what will be made', () => {
    const choices = { template: 'wedding', voice: 'male', format: 'square' } as const;
    const card = screen({ to: 'Anna', text: 'All the best!', ...choices }, 'en');
    expect(card.text).toBe(`🎬 For: Anna
Occasion: wedding
Voice: male · Format: square

All the best!
≈ 7 s of video`);
    expect(buttonsOf(card)[0]).toEqual(['✅ Make it']);
  });

  test('asks about a name that is in doubt, as long as it is the name', () => {
    const unsure = { ...whole, to: 'Муж', unsureName: 'Муж' };
    expect(screen(unsure).text).toMatch(/^Так и назвать: Муж\? Если нет, нажмите «Имя»\.\n\n🎬 Кому: Муж\n/);
    expect(screen(unsure, 'en').text).toMatch(/^Shall I say “Муж”\? If not, press “Name”\.\n/);
    expect(screen({ ...unsure, to: 'Коля' }).text).toMatch(/^🎬 Кому: Коля\n/);
  });

  test('formats the name and the words by their place, whatever is in them', () => {
    const card = screen({ to: '<b>А</b>', text: '*Ура* & <i>' });
    expect(formatted(card)).toEqual(['bold: 🎬 Кому: <b>А</b>', 'blockquote: *Ура* & <i>']);
    expect(formatted(screen({ to: '👩‍👩‍👧', text: 'я'.repeat(301) }))[1]).toMatch(/^expandable_blockquote: я+$/);
  });

  test('puts the name into the places that the words leave for it', () => {
    expect(screen({ to: 'Анна', text: '{имя}, ура! {Name}, ура!' }).text).toContain('Анна, ура! Анна, ура!');
  });

  test('needs no words and offers no voice if there is a recording', () => {
    const card = screen({ to: 'Анна', attachments: [voice] });
    expect(card.text).toContain('Голос: ваша запись · Формат: вертикальный · 🎙 0:55\n≈ 60 с видео');
    expect(buttonsOf(card)[2]).toEqual(['📐 Формат', '🎵 Музыка']);
  });

  test('says which photos are left out', () => {
    const attachments = [1, 2, 3, 4, 5, 6, 7].map(photo);
    expect(screen({ ...whole, attachments }).text).toContain('Возьму первые 6 фото из 7.');
  });

  test('says why the greeting could not be ordered', () => {
    expect(screen({ ...whole, problem: 'MEDIA_NO_SOUND' }).text).toMatch(/^В записи ничего не слышно/);
  });
});

test.each(templateNames)('the template %s has a button, and a name on the card', (template) => {
  expect(keyFor('design', template)).toBeDefined();
  expect(keyFor('occasion', template)).toBeDefined();
});

describe('what is missing is asked', () => {
  test('first for whom, with what is known', () => {
    const question = screen({ text: 'Ура!', attachments: [photo(1)] });
    expect(question.text).toMatch(/^Кому\? Напишите имя\.\n\nПовод: особый\n.*📷 1\n\nУра!$/);
    expect(buttonsOf(question)).toEqual([
      ['✍️ Слова', '🎨 Повод'],
      ['🔊 Голос', '📐 Формат', '🎵 Музыка'],
      ['📎 Вложения', '👥 Нескольким', '🗑 Удалить'],
    ]);
  });

  test('then the words, of which some are offered, with the name in them', () => {
    const question = screen({ to: 'Анна', template: 'birthday' });
    expect(question.text).toMatch(/^Что сказать\? Напишите сами или выберите готовое\.\n\n🎬 Кому: Анна\n/);
    expect(question.text).not.toContain('{');
    expect(buttonsOf(question).slice(0, 2)).toEqual([['Коротко', 'Тепло', 'Торжественно'], ['🔀 Другие']]);
  });

  test('and so are the words of a silent clip', () => {
    const animation = { kind: 'animation', fileId: 'z', messageId: 9 } as const;
    expect(screen({ to: 'Анна', attachments: [animation] }).text).toMatch(/^Что сказать/);
  });

  test('and first of all whether a recording that is too long may be cut', () => {
    for (const name of ['card', 'to'] as const) {
      const question = screen({ screen: name, attachments: [longVoice] });
      expect(question.text).toBe('Запись длится 1:15, а поместится 1:00. Взять начало?');
      expect(buttonsOf(question)).toEqual([['✂️ Взять начало', '🎙 Запишу заново'], ['🗑 Удалить']]);
    }
    expect(screen({ attachments: [{ ...voice, isLong: true }] }).text).toContain('в видео войдёт 1:00');
    const cut = screen({ to: 'Анна', attachments: [{ ...longVoice, isCut: true }] });
    expect(cut.text).toContain('🎙 1:00\n≈ 65 с видео');
  });

  test('and whether words that are too long may be cut', () => {
    const question = screen({ to: 'Анна', text: `${'Живи долго и счастливо! '.repeat(60)}Ура` });
    expect(question.text).toBe(
      'Получилось 1 443 знака, в видео войдёт 1 000. Оставить начало до «…Живи долго и счастливо!»?'
        .replace('1 443', '1\u00a0443')
        .replace('1 000', '1\u00a0000'),
    );
    expect(buttonsOf(question)[0]).toEqual(['✂️ Оставить', '✍️ Переписать']);
  });
});

test('a video that is too long is not offered as a round video message', () => {
  const recording = { ...voice, seconds: 58 };
  expect(buttonsOf(screen({ ...whole, screen: 'format', attachments: [recording] })).flat()).not.toContain('⭕ Кружок');
});

test('music and a round video message that are chosen are on the card', () => {
  const chosen = { ...whole, format: 'square', isVideoNote: true } as const;
  expect(screen({ ...chosen, music: 'wedding' }).text).toContain('Формат: кружок · Музыка: свадьба');
  expect(screen({ ...chosen, music: 'none' }).text).toContain('Формат: кружок · Без музыки');
});

describe('a change of a copy of a greeting', () => {
  const copy = { sourceId: '0195f3a0-0000-7000-8000-000000000000' };

  test('asks one question, which can only be cancelled, and says that the rest is kept', () => {
    const question = screen({ ...whole, screen: 'to', isLed: true }, 'ru', copy);
    expect(question.text).toBe('Кому ещё? Остальное оставлю.\n\nС днём рождения! Желаю счастья.');
    expect(buttonsOf(question)).toEqual([['✖️ Отмена']]);
    expect(screen({ ...whole, screen: 'occasion', isLed: true }, 'en', copy).text).toBe('Which design should it have?');
  });

  test('says that files are no longer stored', () => {
    const question = screen({ ...whole, screen: 'format', isLed: true, problem: 'MEDIA_EXPIRED' }, 'ru', copy);
    expect(question.text).toMatch(/^Фото и записи к этому видео уже не хранятся/);
  });

  test('by an edited message is a question with a button that redoes the greeting', () => {
    const question = screen({ ...whole, screen: 'redo', replaces: copy.sourceId }, 'ru', copy);
    expect(question.text).toMatch(/^Заметил правку\. Переделать видео\?\n\n🎬 Кому: Анна/);
    expect(dataOf(question)[0]).toBe('g:AZXzoAAAcACAAAAAAAAAAA:e=1');
  });
});

describe('a question that a button opens', () => {
  test.each([
    ['to', ['« Назад']],
    ['words', ['Коротко', 'Тепло', 'Торжественно', '🔀 Другие', '« Назад']],
    [
      'occasion',
      [
        ...['✅ 🎂 День рождения', '🎄 Новый год', '💍 Свадьба', '🙏 Спасибо', '✨ Другой повод'],
        ...['🖼 Как они выглядят', '« Назад'],
      ],
    ],
    ['voice', ['✅ 👩 Женский', '👨 Мужской', '« Назад']],
    ['format', ['✅ 📱 Вертикальный', '⬛ Квадрат', '🖥 Горизонтальный', '⭕ Кружок', '« Назад']],
    [
      'music',
      [
        ...['✅ 🎂 День рождения', '🎄 Новый год', '💍 Свадьба', '🙏 Спасибо', '✨ Другой повод'],
        ...['🔇 Без музыки', '« Назад'],
      ],
    ],
    ['files', ['🗑 Убрать фото', '🗑 Убрать запись', '« Назад']],
  ] as const)('%s marks what is chosen, and leads back', (name, buttons) => {
    const question = screen({ ...whole, screen: name, attachments: [photo(1), { ...voice, kind: 'animation' }] });
    expect(buttonsOf(question).flat()).toEqual(buttons);
  });

  test('voice plays those that have a sample, in the language of the words', () => {
    const draft = draftOf({ ...whole, screen: 'voice' });
    const question = screenOf(draft, { samples: ['ru-female', 'en-male'] });
    expect(buttonsOf(question)).toEqual([['✅ 👩 Женский', '▶️ Послушать'], ['👨 Мужской'], ['« Назад']]);
    expect(dataOf(question)).toContain('d:7fK2qX9aBcD:3:v?=ru-female');
    const english = screenOf(draftOf({ to: 'Anna', screen: 'voice' }), { samples: ['en-male'] });
    expect(buttonsOf(english)).toEqual([['✅ 👩 Женский'], ['👨 Мужской', '▶️ Послушать'], ['« Назад']]);
  });

  test.each([
    ['occasion', ['Пропустить »', '✖️ Отмена']],
    ['to', ['« Назад', 'Пропустить »', '✖️ Отмена']],
    ['words', ['« Назад', 'Пропустить »', '✖️ Отмена']],
  ] as const)('%s can be left in each direction by a person who is led', (name, buttons) => {
    expect(buttonsOf(screen({ screen: name, isLed: true })).at(-1)).toEqual(buttons);
  });
});

describe.each(chatLanguages)('every screen in %s', (language) => {
  const screens = ['card', 'to', 'words', 'occasion', 'voice', 'format', 'files'] as const;
  const contents: Partial<DraftContent>[] = [
    {},
    whole,
    { to: 'я'.repeat(64), text: 'щ'.repeat(1_000), attachments: [photo(1), voice], problem: 'TEXT_NOT_DRAWN' },
    { text: '👩‍👩‍👧'.repeat(1_100) },
    { ...whole, attachments: [longVoice], problem: 'TEXT_NOT_DRAWN' },
  ];
  const all = screens.flatMap((name) =>
    contents.map((content) => screen({ ...content, screen: name }, language, { rev: 999 })),
  );

  test('fits into a message and its buttons into their data', () => {
    for (const { text } of all) expect(text.length).toBeLessThanOrEqual(4_096);
    for (const data of all.flatMap(dataOf)) expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
  });

  test('has no empty row and no gap of two lines', () => {
    for (const { keyboard } of all) expect(keyboard.map(({ length }) => length)).not.toContain(0);
    for (const { text } of all) expect(text.trim()).toBe(text);
    for (const { text } of all) expect(text).not.toContain('\n\n\n');
  });
});

describe('several people', () => {
  const people = ['Анна', 'Борис', 'Вика'].map((to) => ({ to }));
  const none = { duplicates: 0, unusable: [], tooMany: 0 };

  test('are shown in Russian with what was left out of their list', () => {
    const names = { people, duplicates: 1, unusable: ['🎉', '123', ...Array(5).fill('x')], tooMany: 3 };
    const card = screen({ names, text: 'С Новым годом, {имя}!', format: 'square' });
    expect(card.text).toBe(`👥 3 видео, ≈ 1 мин
Повторы убрал: 1.
Не подходят: «🎉», «123», «x», «x», «x» и ещё 2.
За раз поместится 50, ещё 3 пришлите, пожалуйста, отдельно.
Анна, Борис, Вика
Повод: Новый год
Голос: женский · Формат: квадрат
С Новым годом, {имя}!`);
    expect(formatted(card).slice(1)).toEqual(['blockquote: Анна, Борис, Вика', 'blockquote: С Новым годом, {имя}!']);
    expect(buttonsOf(card)).toEqual([
      ['✅ Сделать 3'],
      ['✏️ Список', '✍️ Слова', '🎨 Повод'],
      ['🔊 Голос', '📐 Формат', '🎵 Музыка'],
      ['🗑 Удалить'],
    ]);
  });

  test('are shown in English, each with words of their own', () => {
    const own = people.map(({ to }) => ({ to, text: `Hi ${to}!` }));
    const card = screen({ names: { ...none, people: own, duplicates: 2 } }, 'en');
    expect(card.text).toBe(`👥 3 videos, about 1 min
Removed 2 duplicates.
Анна: Hi Анна!
Борис: Hi Борис!
Вика: Hi Вика!
Voice: female · Format: portrait`);
    expect(buttonsOf(card)[1]).toEqual(['✏️ List', '🎨 Occasion']);
  });

  test('fit into a message, however long their names and words are', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ to: `${'Ы'.repeat(62)}${index}` }));
    const unusable = Array.from({ length: 500 }, () => '👨‍👩‍👧'.repeat(40));
    const { text } = screen({ names: { ...none, people: many, unusable }, text: '👨‍👩‍👧'.repeat(500) });
    expect(text.length).toBeLessThan(4_096);
  });

  test('are asked for by a question that names the limit', () => {
    expect(screen({ screen: 'names' }).text).toContain('до 50.');
    expect(screen({ screen: 'names', problem: 'NAMES_NONE' }, 'en').text).toMatch(
      /^I found no names.*\n\nSend the names/,
    );
    expect(buttonsOf(screen({ screen: 'names' }))).toEqual([['« Назад']]);
  });

  test('are confirmed or discarded in a group, where nothing else can be answered', () => {
    const card = screen({ names: { ...none, people }, text: 'Ура!' }, 'ru', { chatId: '-5' });
    expect(buttonsOf(card)).toEqual([['✅ Сделать 3'], ['🗑 Удалить']]);
  });
});
