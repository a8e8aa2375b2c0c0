import { describe, expect, test } from 'vitest';
import { isSame, loginOf } from '#root/board/login.js';
import { isLoopback } from '#root/config/is-loopback.js';

describe('the login of the board', () => {
  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1', '[::1]'])('is optional at %s', (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(loginOf({ host, user: undefined, password: undefined })).toBeUndefined();
  });

  test.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example', 'localhost.example', '1270.0.0.1'])(
    'is required at %s',
    (host) => {
      expect(() => loginOf({ host, user: undefined, password: undefined })).toThrow(/BOARD_USER.*\n.*BOARD_PASSWORD/);
      expect(loginOf({ host, user: 'a', password: 'b' })).toEqual({ user: 'a', password: 'b' });
    },
  );

  test('is compared in full length', () => {
    expect(isSame('пароль', 'пароль')).toBe(true);
    for (const wrong of ['', 'парол', 'пароль ', 'Пароль']) expect(isSame(wrong, 'пароль')).toBe(false);
  });
});
