import { describe, expect, test } from 'vitest';
import { isReady } from '#root/bot/drafts/choices.js';
import { press } from '#root/bot/drafts/press.js';
import { afterRefusal, toOrder } from '#root/bot/drafts/to-order.js';
import { InputError } from '#root/errors.js';
import { type DraftContent, storable } from '#root/jobs/draft.js';
import { draftOf } from '../../../helpers/draft.js';

const pressed = (content: Partial<DraftContent>, action: string, value?: string) =>
  press(draftOf(content), { action, value });

const whole = { to: 'Анна', text: 'С днём рождения!' };
const led = { isLed: true } as const;
const photo = { kind: 'photo', fileId: 'x', messageId: 5 } as const;
const voice = { kind: 'recording', fileId: 'y', messageId: 6 } as const;

describe('a button of the card', () => {
  test.each([
    ['n', 'to'],
    ['w', 'words'],
    ['o', 'occasion'],
    ['v', 'voice'],
    ['f', 'format'],
    ['m', 'music'],
    ['a', 'files'],
  ] as const)('%s opens the question about %s, which leads back', (action, screen) => {
    const content = pressed(whole, action);
    expect(content).toMatchObject({ ...whole, screen });
    expect(pressed(content ?? {}, 'c')).toMatchObject({ ...whole, screen: 'card' });
  });
});

test.each([
  ['occasion', 'o', 'wedding'],
  ['voice', 'v', 'male'],
  ['format', 'f', 'round'],
  ['music', 'm', 'none'],
  ['words', 'w', 's1'],
] as const)('a choice of %s for a copy of a greeting is the last one', (screen, action, value) => {
  const copy = { ...whole, template: 'birthday', screen, isLed: true };
  expect(pressed(copy, action, value)).toMatchObject({ screen: 'card', isLed: false });
});

describe('a choice', () => {
  test.each([
    ['o', 'wedding', { template: 'wedding' }],
    ['v', 'male', { voice: 'male' }],
    ['f', 'square', { format: 'square' }],
    ['f', 'round', { format: 'square', isVideoNote: true }],
    ['m', 'wedding', { music: 'wedding' }],
    ['m', 'none', { music: 'none' }],
    ['w', 's1', { text: expect.any(String) }],
  ])('%s=%s is kept and leads back to the card', (action, value, fields) => {
    const content = pressed({ ...whole, screen: 'words', problem: 'TEXT_NOT_DRAWN' }, action, value);
    expect(content).toMatchObject({ to: 'Анна', screen: 'card', problem: undefined, ...fields });
  });

  test.each([
    ['o', 'nothing'],
    ['v', 'own'],
    ['f', 'constructor'],
    ['m', 'constructor'],
    ['w', 's2'],
    ['constructor', 'x'],
    ['go', 'x'],
    ['toString', undefined],
    ['z', undefined],
  ])('%s=%s that no button offers means nothing', (action, value) => {
    expect(pressed(whole, action, value)).toBeUndefined();
  });

  test('other words are offered in turn', () => {
    const others = pressed({ screen: 'words' }, 'w', '+');
    expect(others).toMatchObject({ screen: 'words', variant: 2 });
    expect(pressed(others ?? {}, 'w', '+')).toMatchObject({ variant: 1 });
    expect(pressed(others ?? {}, 'w', 'w1')).toBeUndefined();
  });

  test('words that are too long are cut at the end of a sentence, or written anew', () => {
    const long = { to: 'Анна', text: 'Живи долго и счастливо! '.repeat(60) };
    expect(pressed(long, 'w', 'cut')?.text).toMatch(/^(Живи долго и счастливо! ?){41}$/);
    expect(pressed({ text: 'Щ'.repeat(2_000) }, 'w', 'cut')?.text).toHaveLength(1_000);
    expect(pressed(long, 'w', 'new')).toMatchObject({ to: 'Анна', text: undefined });
  });

  test('files are removed by kind', () => {
    const files: Partial<DraftContent> = { ...whole, attachments: [photo, voice], screen: 'files' };
    expect(pressed(files, 'a', 'photos')).toMatchObject({ attachments: [voice], screen: 'files' });
    expect(pressed({ ...files, attachments: [voice] }, 'a', 'recording')).toMatchObject({
      attachments: [],
      screen: 'card',
    });
  });
});

describe('a recording that is too long', () => {
  const long = { ...voice, seconds: 75 };

  test.each([
    ['card', false],
    ['to', true],
  ] as const)('is cut, and the screen %s goes on', (screen, isLed) => {
    const content = pressed({ attachments: [photo, long], screen, isLed }, 'a', 'cut');
    expect(content).toMatchObject({ attachments: [photo, { ...long, isCut: true }], screen, isLed });
  });

  test('is dropped by a person who records again', () => {
    expect(pressed({ attachments: [photo, long], screen: 'to' }, 'a', '0')).toMatchObject({
      attachments: [photo],
      screen: 'to',
    });
  });

  test.each(['cut', '0'])('is not there for a late press of %s', (value) => {
    expect(pressed({ attachments: [voice] }, 'a', value)).toBeUndefined();
    expect(pressed({ attachments: [{ ...long, isCut: true }] }, 'a', value)).toBeUndefined();
  });

  test('keeps the draft from being ordered until it is cut', () => {
    const content = { ...whole, attachments: [long] };
    expect(isReady(storable(content))).toBe(false);
    const cut = pressed(content, 'a', 'cut') ?? storable({});
    expect(isReady(cut)).toBe(true);
    expect(toOrder(cut).attachments).toMatchObject({ recording: { fileId: 'y' }, isRecordingCut: true });
  });

  test('is asked about if that is only found out when it is taken in, except in a group', () => {
    const content = storable({ ...whole, attachments: [{ ...voice, seconds: 60 }] });
    const error = new InputError('recording', 'MEDIA_TOO_LONG', 'x');
    const refused = afterRefusal(content, error, true);
    expect(isReady(refused)).toBe(false);
    expect(isReady(pressed(refused, 'a', 'cut') ?? refused)).toBe(true);
    expect(afterRefusal(content, error, false)).toMatchObject({ attachments: [], problem: 'MEDIA_TOO_LONG' });
  });
});

describe('a person who is led', () => {
  test('goes from question to question, back and forth', () => {
    const name = pressed({ ...led, screen: 'occasion' }, 'o', 'wedding');
    expect(name).toMatchObject({ template: 'wedding', screen: 'to', isLed: true });
    expect(pressed(name ?? {}, 'c')).toMatchObject({ screen: 'occasion', isLed: true });
    const words = pressed({ ...name, to: 'Анна', screen: 'words' }, 'c');
    expect(words).toMatchObject({ screen: 'to', isLed: true });
    expect(pressed({ ...name, to: 'Анна', screen: 'words' }, 'w', 'f1')).toMatchObject({
      screen: 'card',
      isLed: false,
    });
  });

  test('may skip each question, and gets words for those that were skipped', () => {
    const name = pressed({ ...led, screen: 'occasion' }, 's');
    expect(name).toMatchObject({ screen: 'to' });
    expect(name?.template).toBeUndefined();
    const words = pressed(name ?? {}, 's');
    expect(words).toMatchObject({ screen: 'words' });
    expect(words?.to).toBeUndefined();
    expect(pressed(words ?? {}, 's')).toMatchObject({ screen: 'card', text: expect.any(String), isLed: false });
  });

  test('is not asked what a message has answered already', () => {
    expect(pressed({ ...led, ...whole, screen: 'occasion' }, 's')).toMatchObject({ screen: 'card', isLed: false });
  });
});
