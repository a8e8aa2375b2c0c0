import { describe, expect, test } from 'vitest';
import { InputError } from '#root/errors.js';
import { checkOrder } from '#root/greeting/check-order.js';
import type { Order } from '#root/greeting/order.js';

const choices = {
  templates: [{ name: 'wedding', occasion: /wedding/i }, { name: 'neutral' }],
  voices: [
    { name: 'ru-female', language: 'ru' as const },
    { name: 'en-male', language: 'en' as const },
    { name: 'openai-nova' },
  ],
  unlistedVoices: /^sherpa-/,
};

const check = <Source>(order: Order<Source>) => checkOrder(order, choices);

function refusal(order: Partial<Order<string>>): Pick<InputError, 'field' | 'code' | 'message'> {
  try {
    check({ to: 'Anna', text: 'Hello', ...order });
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('The order was accepted');
}

describe('an order', () => {
  test('gets defaults for what it leaves open', () => {
    const { content } = check({ to: '  Анна ' });
    expect(content).toMatchObject({
      version: 1,
      to: 'Анна',
      template: 'neutral',
      format: 'portrait',
      voice: 'ru-female',
      language: 'ru',
    });
    expect(content.text).toMatch(/\S/);
  });

  test('is spoken in the language of its words, or of the voice it names', () => {
    expect(check({ to: 'Анна', text: 'Happy birthday!' }).content.voice).toBe('en-male');
    expect(check({ to: 'Anna', text: 'Happy birthday!', voice: 'ru-female' }).content.language).toBe('ru');
  });

  test.each(['openai-nova', 'sherpa-own'])('is in the language of its words if %s is to speak them', (voice) => {
    expect(check({ to: 'Anna', text: 'С днём рождения!', voice }).content).toMatchObject({ voice, language: 'ru' });
    expect(check({ to: 'Анна', text: 'Happy birthday!', voice }).content).toMatchObject({ voice, language: 'en' });
  });

  test('gets the template that suits its words, unless it names one', () => {
    expect(check({ to: 'Anna', text: 'Happy wedding day!' }).content.template).toBe('wedding');
    expect(check({ to: 'Anna', text: 'Hello!', template: 'wedding' }).content.template).toBe('wedding');
  });

  test('plays the music of its template, unless it names another or none', () => {
    expect(check({ to: 'Anna' }).content.music).toBeUndefined();
    expect(check({ to: 'Anna', music: 'wedding' }).content.music).toBe('wedding');
    expect(check({ to: 'Anna', music: 'none' }).content.music).toBe('none');
  });

  test.each([
    [{ to: ' ' }, 'to', 'NAME_EMPTY'],
    [{ to: 'a'.repeat(65) }, 'to', 'NAME_TOO_LONG'],
    [{ to: 'a\nb' }, 'to', 'CONTROL_CHARACTERS'],
    [{ to: '🎉' }, 'to', 'NAME_NOT_SPEAKABLE'],
    [{ to: 'བཀྲ་ཤིས' }, 'to', 'NAME_NOT_DRAWN'],
    [{ sayAs: 'a'.repeat(129) }, 'sayAs', 'SAY_AS_TOO_LONG'],
    [{ sayAs: 'а\nб' }, 'sayAs', 'CONTROL_CHARACTERS'],
    [{ sayAs: '🎉' }, 'sayAs', 'SAY_AS_NOT_SPEAKABLE'],
    [{ text: 'ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ' }, 'text', 'TEXT_NOT_DRAWN'],
    [{ text: '' }, 'text', 'TEXT_EMPTY'],
    [{ text: 'a'.repeat(1_001) }, 'text', 'TEXT_TOO_LONG'],
    [{ text: 'a\u0000b' }, 'text', 'CONTROL_CHARACTERS'],
    [{ text: 'a\ud800b' }, 'text', 'CONTROL_CHARACTERS'],
    [{ text: '🎉🎉 ❤️' }, 'text', 'TEXT_NOT_SPEAKABLE'],
    [{ template: 'nope' }, 'template', 'TEMPLATE_UNKNOWN'],
    [{ format: 'round' }, 'format', 'FORMAT_UNKNOWN'],
    [{ voice: 'nobody' }, 'voice', 'VOICE_UNKNOWN'],
  ])('%j is refused at %s with %s', (order, field, code) => {
    expect(refusal(order)).toMatchObject({ field, code });
  });

  test('with an unknown voice is told the similar ones and where all are listed', () => {
    expect(refusal({ voice: 'ru-femal' }).message).toBe(
      'there is no voice "ru-femal"; similar: ru-female, en-male, openai-nova; all: npm run voices',
    );
  });

  test.each([
    [' А́ня\u200b ', 'А́ня'],
    ['+Аня', '+Аня'],
    [' \t', undefined],
    [undefined, undefined],
  ])('says the name as %j', (sayAs, said) => {
    expect(check({ to: 'Аня', sayAs }).content).toMatchObject({ to: 'Аня', sayAs: said });
  });

  test('may have a few letters that no font has, as ornaments', () => {
    expect(check({ to: '𓆩Анна𓆪', text: 'Hello!' }).content.to).toBe('𓆩Анна𓆪');
  });

  test('needs no words if it has a recording', () => {
    const attachments = { photos: [], recording: 'voice.ogg' };
    expect(check({ to: 'Anna', attachments })).toMatchObject({ content: { text: '' }, attachments });
  });

  test('keeps the sources of its files, and has at most six photos', () => {
    const photos = (length: number) => Array.from({ length }, (_, id) => ({ id }));
    expect(check({ to: 'Anna', attachments: { photos: photos(6) } }).attachments.photos).toEqual(photos(6));
    const paths = Array.from({ length: 7 }, () => 'a.jpg');
    expect(refusal({ attachments: { photos: paths } })).toMatchObject({ field: 'photo', code: 'PHOTOS_TOO_MANY' });
  });

  test('may be as long as the limits, counted in characters as a person sees them', () => {
    expect(check({ to: 'ё'.repeat(64), text: 'й'.repeat(1_000) }).content.to).toHaveLength(64);
    expect(check({ to: 'Anna', text: `a${'👩‍👩‍👧‍👦'.repeat(100)}` }).content.text).toMatch(/^a/);
  });

  test('has spaces instead of tabs and similar white space', () => {
    const { content } = check({ to: 'Anna\tMaria', text: 'Congratulations!\tHugs\u000bJohn' });
    expect(content).toMatchObject({ to: 'Anna Maria', text: 'Congratulations! Hugs John' });
  });

  test('keeps quotes, per cent signs, backslashes, braces, colons and line breaks', () => {
    const text = '"x" 100% \\N {b} a:b\nc';
    expect(check({ to: 'Anna', text }).content.text).toBe(text);
  });
});
