import { expect, test } from 'vitest';
import { packId, unpackId } from '#root/telegram/packed-id.js';

const id = '019ac2f0-5c1e-7d3a-9b4e-0123456789ab';
const packed = 'AZrC8FwefTqbTgEjRWeJqw';

test('an id has 22 characters that fit a button and a link, and lead back to it', () => {
  expect(packId(id)).toBe(packed);
  expect(packId(id)).toMatch(/^[\w-]{22}$/);
  expect(unpackId(packed)).toBe(id);
});

test.each(['', 'x', id, `${packed}x`, packed.slice(1), `${packed.slice(0, -1)}x`, 'я'.repeat(22), `\n${packed}`])(
  '%j stands for no id',
  (text) => expect(unpackId(text)).toBeUndefined(),
);
