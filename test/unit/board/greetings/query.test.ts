import { describe, expect, test } from 'vitest';
import { chatIdOf, idPrefixOf, isNameSearch, listUrl } from '#root/board/greetings/query.js';

const id = '01a20fdd-d4d3-73df-91f0-f256766a39bb';

describe('a search', () => {
  test.each([id, '01a2', '01a20fdd-'])('takes the beginning of an id: %s', (searched) => {
    expect(idPrefixOf(searched)).toBe(searched);
  });

  test.each(['greeting', 'tts-0', 'montage'])('finds a greeting by the id of its %s job', (step) => {
    expect(idPrefixOf(`${id}-12-${step}`)).toBe(id);
  });

  test.each(['', 'anna', 'ada', '01a2%', `${id}0`, `${id} -1`])('cannot find "%s"', (searched) => {
    expect(idPrefixOf(searched)).toBeUndefined();
  });
});

describe('a search by chat', () => {
  test.each([
    ['chat 42', '42'],
    ['Chat -100123', '-100123'],
    ['-1001234567890', '-1001234567890'],
    ['@channel', '@channel'],
  ])('takes "%s"', (searched, chatId) => {
    expect(chatIdOf(searched)).toBe(chatId);
  });

  test.each(['', '42', id, 'chat', 'chat Anna', '-12'])('leaves "%s" to the other searches', (searched) => {
    expect(chatIdOf(searched)).toBeUndefined();
  });
});

test.each([
  ['Анна', true],
  ['Ada', true],
  ['тётя Аня', true],
  ['Мария-Луиза, 3', true],
  ['', false],
  ['!', false],
  [id, false],
  ['01a2', false],
  ['chat 42', false],
  ['@channel', false],
])('whether "%s" is a name: %s', (searched, expected) => {
  expect(isNameSearch(searched)).toBe(expected);
});

test('the address of a list has only the parameters that are set', () => {
  expect(listUrl({})).toBe('/greetings');
  expect(listUrl({ status: 'FAILED', q: 'a&b', older: undefined })).toBe('/greetings?status=FAILED&q=a%26b');
});
