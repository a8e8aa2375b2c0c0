import { expect, test } from 'vitest';
import { contentDisposition } from '#root/api/files/file-name.js';

const named = (name: string) => contentDisposition(name, 'mp4', { isAttachment: false });

test('a file is named after the person, for old and new browsers', () => {
  const utf8 = '%D0%90%D0%BD%D0%BD%D0%B0%20%D0%9E%27%D0%9D%D0%B8%D0%BB.mp4';
  const header = contentDisposition("Анна О'Нил", 'mp4', { isAttachment: true });
  expect(header).toBe(`attachment; filename="Anna ONil.mp4"; filename*=UTF-8''${utf8}`);
});

test.each([
  ['a"; filename="evil.exe', 'a ; filename= evil.exe'],
  ['a\r\nSet-Cookie: x=1', 'a Set-Cookie x=1'],
  ['../../etc/passwd', 'etc passwd'],
  ['..', 'greeting'],
  ['\u202Eexe.Анна', 'exe.Анна'],
  ['\uD800', 'greeting'],
  ['%2e%2e%2f', '2e 2e 2f'],
])('nothing of %j gets out of the name', (name, expected) => {
  const header = named(name);
  expect(header).toMatch(/^inline; filename="[\w .-]+\.mp4"; filename\*=UTF-8''[\w.%~-]+\.mp4$/);
  expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(`${expected}.mp4`);
});
