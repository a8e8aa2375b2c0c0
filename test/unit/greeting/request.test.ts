import { describe, expect, test } from 'vitest';
import { InputError } from '#root/errors.js';
import { type GreetingRequest, parseRequest } from '#root/greeting/request.js';

const choices = {
  templates: ['birthday', 'wedding'],
  voices: [
    { name: 'ru-female', language: 'ru' as const },
    { name: 'en-male', language: 'en' as const },
  ],
};

function refusal(request: Partial<GreetingRequest>): { field: string; code: string } {
  try {
    parseRequest({ to: 'Anna', text: 'Hello', ...request }, choices);
  } catch (error) {
    if (error instanceof InputError) return { field: error.field, code: error.code };
    throw error;
  }
  throw new Error('It was accepted');
}

describe('a request', () => {
  test('gets what it leaves open', () => {
    const spec = parseRequest({ to: '  Анна ' }, choices);
    expect(spec).toMatchObject({
      version: 1,
      to: 'Анна',
      template: 'birthday',
      format: 'portrait',
      voice: 'ru-female',
      language: 'ru',
    });
    expect(spec.text).toMatch(/\S/);
  });

  test('is spoken in the language of its words, or of the voice it names', () => {
    expect(parseRequest({ to: 'Анна', text: 'Happy birthday!' }, choices).voice).toBe('en-male');
    expect(parseRequest({ to: 'Anna', text: 'Happy birthday!', voice: 'ru-female' }, choices).language).toBe('ru');
  });

  test.each([
    [{ to: ' ' }, 'to', 'NAME_EMPTY'],
    [{ to: 'a'.repeat(65) }, 'to', 'NAME_TOO_LONG'],
    [{ to: 'a\nb' }, 'to', 'CONTROL_CHARACTERS'],
    [{ to: '🎉' }, 'to', 'NAME_NOT_SPEAKABLE'],
    [{ text: '' }, 'text', 'TEXT_EMPTY'],
    [{ text: 'a'.repeat(1_001) }, 'text', 'TEXT_TOO_LONG'],
    [{ text: 'a\u0000b' }, 'text', 'CONTROL_CHARACTERS'],
    [{ text: 'a\ud800b' }, 'text', 'CONTROL_CHARACTERS'],
    [{ text: '🎉🎉 ❤️' }, 'text', 'TEXT_NOT_SPEAKABLE'],
    [{ template: 'nope' }, 'template', 'TEMPLATE_UNKNOWN'],
    [{ format: 'round' }, 'format', 'FORMAT_UNKNOWN'],
    [{ voice: 'nobody' }, 'voice', 'VOICE_UNKNOWN'],
  ])('%j is refused at %s with %s', (request, field, code) => {
    expect(refusal(request)).toEqual({ field, code });
  });

  test('with a recording may go without words, and has at most six photos', () => {
    const recording = { soundKey: 'recording/a.pcm', durationMs: 3_000 };
    expect(parseRequest({ to: 'Anna', recording }, choices)).toMatchObject({ text: '', recording });
    expect(refusal({ photos: Array.from({ length: 7 }, () => 'photo/a.jpg') }).code).toBe('PHOTOS_TOO_MANY');
  });

  test('may be as long as the limits, in characters a person sees', () => {
    expect(parseRequest({ to: 'ё'.repeat(64), text: 'й'.repeat(1_000) }, choices).to).toHaveLength(64);
    expect(parseRequest({ to: 'Anna', text: `a${'👩‍👩‍👧‍👦'.repeat(100)}` }, choices).text).toMatch(/^a/);
  });

  test('has tabs and their like, which nobody sees, as spaces', () => {
    const spec = parseRequest({ to: 'Anna\tMaria', text: 'Congratulations!\tHugs\u000bJohn' }, choices);
    expect(spec).toMatchObject({ to: 'Anna Maria', text: 'Congratulations! Hugs John' });
  });

  test('keeps quotes, per cent, backslashes, braces, colons and new lines', () => {
    const text = '"x" 100% \\N {b} a:b\nc';
    expect(parseRequest({ to: 'Anna', text }, choices).text).toBe(text);
  });
});
