import { expect, test } from 'vitest';
import { readTemplateFile } from '#root/montage/pictures/art.js';
import { findTemplate } from '#root/montage/templates/index.js';

test('art that cannot be read is a matter of set-up, and the error names its path', async () => {
  const moved = { ...findTemplate('birthday'), dir: new URL('file:///gone/birthday/') };
  await expect(readTemplateFile(moved, 'art/backdrop.svg')).rejects.toMatchObject({
    code: 'TEMPLATE_UNREADABLE',
    retryable: false,
    message: expect.stringContaining('/gone/birthday/art/backdrop.svg'),
  });
});
