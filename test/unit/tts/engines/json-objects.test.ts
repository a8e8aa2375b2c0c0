import { expect, test } from 'vitest';
import { jsonObjects } from '#root/tts/engines/json-objects.js';

const objects = [{ a: { b: '}{"\\' } }, {}, { c: [{ d: 1 }] }];

test.each([['\n'], ['\r\n\r\n'], [''], [','], [' ']])('objects are told apart with %j between them', (separator) => {
  expect(jsonObjects(objects.map((each) => JSON.stringify(each)).join(separator))).toEqual(objects);
  expect(jsonObjects(objects.map((each) => JSON.stringify(each, null, 2)).join(separator))).toEqual(objects);
});

test('there may be none, or an array of them', () => {
  expect(jsonObjects(' \n')).toEqual([]);
  expect(jsonObjects(JSON.stringify(objects))).toEqual(objects);
});

test.each(['{"a":1}{"b":', '{"a":"', '}', '<html>{}</html>', 'data: {}', '{"a":1} "b"', '{a:1}'])(
  'a stream that is not only objects is refused: %s',
  (stream) => {
    expect(() => jsonObjects(stream)).toThrow(SyntaxError);
  },
);

test('a string of ten megabytes is no burden', () => {
  const data = 'A'.repeat(10_000_000);
  expect(jsonObjects(`${JSON.stringify({ data })}\n{}`)).toEqual([{ data }, {}]);
});
