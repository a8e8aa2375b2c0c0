import { describe, expect, test } from 'vitest';
import { missingIn } from '#root/bot/drafts/choices.js';
import { belongs, fill, isTaken, refill } from '#root/bot/drafts/fill.js';
import type { Given } from '#root/bot/drafts/given.js';
import { namedPress } from '#root/bot/drafts/named-press.js';
import { namesIn } from '#root/bot/drafts/names-in.js';
import { understand } from '#root/bot/understanding/understand.js';
import { type DraftContent, type SentFile, storable } from '#root/jobs/draft.js';
import { templates } from '#root/montage/templates/index.js';

const photo = { kind: 'photo', fileId: 'x', messageId: 5 } as const;
const voice = { kind: 'recording', fileId: 'y', messageId: 6 } as const;

const says = (words: string, files: SentFile[] = []): Given => ({
  messageId: 9,
  words,
  meaning: understand(words, { templates }),
  names: namesIn(understand(words, { templates })),
  files,
});
const gives = (...files: SentFile[]): Given => ({ messageId: 9, files });
/** Returns a list of people without words of their own. */
const people = (...names: string[]) => ({ people: names.map((to) => ({ to })) });
/** Fields that a content may leave out, so that they can be expected to be absent. */
const nothing = { to: undefined, text: undefined, template: undefined, problem: undefined };
const filled = (content: Partial<DraftContent>, given: Given) => ({ ...nothing, ...fill(storable(content), given) });

describe('a message that begins a draft', () => {
  test.each([
    ['Анна: С днём рождения!', { to: 'Анна', text: 'С днём рождения!', template: 'birthday' }],
    ['Маме на юбилей', { to: 'Мама', text: undefined, template: 'birthday' }],
    ['Желаю счастья', { to: undefined, text: 'Желаю счастья', template: undefined }],
    ['Анна', { to: 'Анна', text: undefined, template: undefined }],
  ])('%s fills what it says', (words, fields) => {
    expect(filled({}, says(words))).toMatchObject(fields);
  });

  test.each([
    [`${'а'.repeat(65)}: ура`, { to: undefined, text: 'Ура', problem: 'NAME_TOO_LONG' }],
    [`Анна: ${'ы '.repeat(501)}`, { to: 'Анна', problem: undefined, text: expect.stringMatching(/^.{1001}$/) }],
    ['Анна: ᚠᚢᚦ ᚨᚱᚲ', { to: 'Анна', text: undefined, problem: 'TEXT_NOT_DRAWN' }],
  ])('%s leaves open what cannot be used', (words, fields) => {
    expect(filled({}, says(words))).toMatchObject(fields);
  });
});

test.each([
  ['не знаю', undefined],
  ['не знаю что сказать', undefined],
  ['напиши что-нибудь смешное', undefined],
  ['да', undefined],
  ['surprise me!', undefined],
  ['что посоветуешь?', undefined],
  ['make it shorter', undefined],
  ['сделай мужским голосом', undefined],
  ['заново', undefined],
  ['ну напиши от меня', undefined],
  ['стихи', undefined],
  ['Make my day!', 'Make my day!'],
  ['Хочу, чтобы музыка звучала всегда', 'Хочу, чтобы музыка звучала всегда'],
  ['Не знаю, как благодарить тебя!', 'Не знаю, как благодарить тебя!'],
  ['Да, ты лучшая!', 'Да, ты лучшая!'],
])('"%s" as the answer to what it shall say is %s', (words, text) => {
  expect(filled({ to: 'Анна' }, says(words))).toMatchObject({ to: 'Анна', text });
});

test.each([
  ['день рождения', 'birthday', undefined],
  ['ей 5 лет', 'birthday', undefined],
  ["it's her birthday", 'birthday', undefined],
  ['на свадьбу', 'wedding', undefined],
  ['с днём рождения', undefined, 'с днём рождения'],
  ['Сегодня твой юбилей', undefined, 'Сегодня твой юбилей'],
])('"%s" as the answer to what it shall say names an occasion: %s', (words, template, text) => {
  expect(filled({ to: 'Мама' }, says(words))).toMatchObject({ to: 'Мама', template, text });
  // It has been chosen by a button.
  const chosen = template === undefined ? undefined : 'new-year';
  expect(filled({ to: 'Мама', template: chosen }, says(words))).toMatchObject({ template: chosen, text });
});

test.each([
  ['voice', 'мужской', { action: 'v', value: 'male' }],
  ['voice', 'female voice', { action: 'v', value: 'female' }],
  ['format', 'квадрат', { action: 'f', value: 'square' }],
  ['format', 'the round one', { action: 'f', value: 'round' }],
  ['music', 'без музыки', { action: 'm', value: 'none' }],
  ['music', 'новый год', { action: 'm', value: 'new-year' }],
  ['occasion', 'свадьба', { action: 'o', value: 'wedding' }],
  ['occasion', 'Оля', undefined],
  ['voice', 'потише', undefined],
] as const)('asked for the %s of a copy, "%s" stands for a button', (screen, words, named) => {
  const copy = storable({ to: 'Анна', text: 'Ура', isLed: true, screen });
  expect(namedPress(copy, words)).toEqual(named);
  if (named !== undefined) expect(belongs(copy, says(words))).toBe(true);
  // Nothing is taken for the name.
  expect(filled(copy, says(words))).toMatchObject({ to: 'Анна', text: 'Ура' });
});

test('a wish about the video is no answer to whom it is for', () => {
  expect(filled({ attachments: [photo] }, says('добавь в видео'))).toMatchObject(nothing);
});

test('who is asked for words and asks for a greeting for somebody else begins another one', () => {
  const asked = storable({ to: 'Мама' });
  expect(belongs(asked, says('поздравь Катю'))).toBe(false);
  expect(belongs(asked, says('поздравь маму'))).toBe(true);
  expect(filled(asked, says('поздравь маму'))).toMatchObject({ to: 'Мама', text: undefined });
});

test.each(['https', 'https://a.ru', '12345', 'в 10'])('"%s" is no answer to a question', (words) => {
  for (const content of [{ to: 'Анна' }, { text: 'Ура' }, { isLed: true, screen: 'to' as const }]) {
    expect(filled(content, says(words))).toMatchObject({ ...nothing, ...content });
  }
});

test('words that order something do not answer which voice a copy shall have', () => {
  const copy = storable({ to: 'Анна', text: 'Ура', isLed: true, screen: 'voice' });
  expect(belongs(copy, says('С днём рождения, Оля!'))).toBe(false);
  expect(belongs(copy, says('потише бы'))).toBe(true);
  expect(belongs(copy, says('сколько стоит?'))).toBe(false);
  expect(belongs(storable({ to: 'Анна' }), says('/nothing'))).toBe(false);
});

describe('several people', () => {
  const three = people('Анна', 'Борис', 'Вика');
  const listed = { to: undefined, names: expect.objectContaining(three) };

  test.each([
    ['Анна, Борис, Вика: С Новым годом!', { ...listed, text: 'С Новым годом!', template: 'new-year' }],
    ['Анна\nБорис\nВика\n\nС Новым годом, {имя}!', { ...listed, text: 'С Новым годом, {имя}!' }],
    ['Анна, Борис, Вика', { ...listed, text: undefined }],
    [
      'Анна: Ура!\nБорис: С Новым годом!\nВика: Спасибо!\nАнна: Ура!\nᚠᚢᚦ: Ура!',
      {
        text: undefined,
        names: {
          people: [
            { to: 'Анна', text: 'Ура!' },
            { to: 'Борис', text: 'С Новым годом!', template: 'new-year' },
            { to: 'Вика', text: 'Спасибо!', template: 'thank-you' },
          ],
          duplicates: 1,
          unusable: ['ᚠᚢᚦ'],
          tooMany: 0,
        },
      },
    ],
  ])('are read from %j', (words, fields) => {
    expect(filled({}, says(words))).toMatchObject(fields);
  });

  test('take the place of one person when the card asks for them, and keep the rest', () => {
    const content: Partial<DraftContent> = { to: 'Олег', text: 'Ура', format: 'square', attachments: [photo] };
    content.screen = 'names';
    const rest = { text: 'Ура', format: 'square', attachments: [photo], screen: 'card' };
    expect(filled(content, says('1. Анна\n2. Борис\n3. Вика'))).toMatchObject({ ...listed, ...rest });
    expect(filled(content, says('5а класс\nТимофейчик'))).toMatchObject({ names: people('5а класс', 'Тимофейчик') });
    expect(filled(content, says('Анна: Привет!\nБорис: Пока!'))).toMatchObject({
      names: {
        people: [
          { to: 'Анна', text: 'Привет!' },
          { to: 'Борис', text: 'Пока!' },
        ],
      },
    });
    expect(filled(content, says('Анна'))).toMatchObject({ to: 'Анна', names: undefined, ...rest });
  });

  test.each([
    ['С днём рождения, дорогие мои!', { problem: 'NAMES_NONE', screen: 'names' }],
    ['🎉, 12345', { screen: 'names' }],
    ['сколько это стоит?', { screen: 'names' }],
    ['https://example.com', { screen: 'names' }],
  ])('are not read from %j', (words, fields) => {
    expect(filled({ to: 'Олег', screen: 'names' }, says(words))).toMatchObject({ to: 'Олег', ...fields });
  });

  test('answer the question for whom, and begin another draft if only the words are missing', () => {
    const list = says('Анна, Борис, Вика: С Новым годом!');
    expect(belongs(storable({ attachments: [photo] }), list)).toBe(true);
    expect(belongs(storable({ to: 'Олег' }), list)).toBe(false);
    expect(belongs(storable({ to: 'Олег', text: 'Ура' }), list)).toBe(false);
    expect(belongs(storable({ to: 'Олег' }), says('Мама, папа: с праздником!'))).toBe(true);
  });

  test('are taken as they are after the list was edited', () => {
    const list = filled({}, says('Анна, Борис, Вика: Ура!'));
    const edited = { to: undefined, text: 'С праздником!', names: people('Анна', 'Вика', 'Олег') };
    expect(refill(list, says('Анна, Вика, Олег: С праздником!'))).toMatchObject(edited);
    expect(refill(list, says('Что-то другое?'))).toMatchObject({ names: three });
  });

  test('may each have words of their own, and the others those of the draft', () => {
    const names = { ...people('Анна'), duplicates: 0, unusable: [], tooMany: 0 };
    const mixed = { ...names, people: [...names.people, { to: 'Борис', text: 'Ура' }] };
    expect(missingIn(storable({ names: mixed }))).toBe('text');
    expect(missingIn(storable({ names: mixed, text: 'Привет' }))).toBeUndefined();
    expect(missingIn(storable({ names: { ...mixed, people: [{ to: 'Борис', text: 'Ура' }] } }))).toBeUndefined();
  });
});

describe('an answer', () => {
  test.each([
    ['Пете', { to: 'Петя', text: undefined }],
    ['Тимофейчик', { to: 'Тимофейчик' }],
    ['С днём рождения!', { to: undefined, text: 'С днём рождения!' }],
    ['Пете: ура', { to: 'Петя', text: 'Ура' }],
    ['сколько стоит?', { to: undefined, text: undefined }],
    ['в 10', { to: undefined, text: undefined }],
    ['https://example.com', { to: undefined, text: undefined }],
  ])('%s to the question for whom is taken if it is one', (words, fields) => {
    expect(filled({ attachments: [voice] }, says(words))).toMatchObject({ ...fields, attachments: [voice] });
  });

  test.each(['Спасибо за всё!', 'Как дела, бабушка?', 'Оля'])(
    '%s to the question for the words is the words',
    (words) => {
      expect(filled({ to: 'Анна' }, says(words))).toMatchObject({ to: 'Анна', text: words });
    },
  );

  test('replaces what a button has asked for, and leads back to the card', () => {
    const content = { to: 'Анна', text: 'Ура', template: 'wedding' };
    expect(filled({ ...content, screen: 'to' }, says('Олег'))).toMatchObject({
      ...content,
      to: 'Олег',
      screen: 'card',
    });
    const words = filled({ ...content, screen: 'words' }, says('С Новым годом!'));
    expect(words).toMatchObject({ ...content, text: 'С Новым годом!', screen: 'card' });
  });

  test('of a person who is led leads to the next open question, and at last to the card', () => {
    const led = { isLed: true, screen: 'occasion' } as const;
    const first = filled(led, says('юбилей'));
    expect(first).toMatchObject({ template: 'birthday', screen: 'to', isLed: true });
    const second = fill(first, { ...says('Анна'), messageId: 10 });
    expect(second).toMatchObject({ to: 'Анна', screen: 'words', isLed: true });
    expect(fill(second, { ...says('Ура'), messageId: 11 })).toMatchObject({
      text: 'Ура',
      screen: 'card',
      isLed: false,
    });
    expect(filled({ ...led, screen: 'to' }, says('как это работает?'))).toMatchObject({ screen: 'to', isLed: true });
  });
});

describe('files', () => {
  test('join what there is, once each, and leave what was chosen', () => {
    const content = filled({ to: 'Анна', attachments: [photo], format: 'square' }, gives(photo, voice));
    expect(content).toMatchObject({ to: 'Анна', format: 'square', attachments: [photo, voice] });
    expect(isTaken(content, gives(photo, voice))).toBe(true);
  });

  test('bring words in their caption, whatever it says', () => {
    expect(filled({}, says('Мы в Крыму', [photo]))).toMatchObject({ text: 'Мы в Крыму', attachments: [photo] });
    expect(filled({}, says('как это работает?', [photo]))).toMatchObject({ text: undefined });
  });

  test('that are refused say why', () => {
    expect(filled({ to: 'Анна' }, { ...gives(), refused: 'MEDIA_TOO_LONG' })).toMatchObject({
      problem: 'MEDIA_TOO_LONG',
    });
  });
});

test('a message that is taken twice adds nothing', () => {
  const once = filled({}, says('Анна'));
  expect(isTaken(once, says('Анна'))).toBe(true);
  expect(fill(once, says('Анна'))).toEqual(once);
});

describe('a message belongs to a draft', () => {
  const whole = { to: 'Анна', text: 'Ура' };
  test.each([
    [true, 'with a question', { to: 'Анна' }, says('Олег')],
    [true, 'without a name, even if it is an order', { attachments: [photo] }, says('Олег: ура')],
    [false, 'for another person', whole, says('Олег: ура')],
    [false, 'for another person, even with a question', { to: 'Анна' }, says('Олег: ура')],
    [true, 'for the same person, whose words are missing', { to: 'Анна' }, says('Анна: ура')],
    [false, 'that lacks nothing', whole, says('Олег')],
    [true, 'if it is a file', whole, gives(photo)],
    [true, 'if it is a file with a remark', whole, says('Мы в Крыму', [photo])],
    [false, 'if its caption names another person', whole, says('Олегу на юбилей', [photo])],
  ])('%s: %s', (expected, _, content, given) => {
    expect(belongs(storable(content), given)).toBe(expected);
  });
});

describe('an edit', () => {
  test.each([
    [
      'of the order changes all that it says',
      {},
      'Анна',
      'Анна: С Новым годом!',
      { to: 'Анна', text: 'С Новым годом!' },
    ],
    ['of the name changes the name', { text: 'Ура' }, 'Аня', 'Анна', { to: 'Анна', text: 'Ура' }],
    ['of the words changes the words', { to: 'Анна' }, 'Ура', 'Спасибо', { to: 'Анна', text: 'Спасибо' }],
    ['that says nothing changes nothing', {}, 'Анна', 'сколько стоит?', { to: 'Анна', text: undefined }],
  ])('%s', (_, content, before, after, fields) => {
    expect(refill(filled(content, says(before)), says(after))).toMatchObject(fields);
  });
});
