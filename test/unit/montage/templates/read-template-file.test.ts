import { expect, test } from 'vitest';
import { findTemplate } from '#root/montage/templates/index.js';
import { readTemplateFile } from '#root/montage/templates/read-template-file.js';

test('a template file that cannot be read is an error of the installation that names its path', async () => {
  const moved = { ...findTemplate('birthday'), dir: new URL('file:///missing%20disk/birthday/') };
  await expect(readTemplateFile(moved, 'art/backdrop.svg')).rejects.toMatchObject({
    code: 'TEMPLATE_UNREADABLE',
    retryable: false,
    message: expect.stringContaining('/missing disk/birthday/art/backdrop.svg'),
  });
});
