import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { defineTemplate, MUSIC_FILE } from '#root/montage/templates/define-template.js';
import { findTemplate, templateNames } from '#root/montage/templates/index.js';
import { readTemplateFile } from '#root/montage/templates/read-template-file.js';
import { openFont } from '#root/montage/text/fonts.js';

const TEMPLATES = 'src/montage/templates';
const folders = readdirSync(TEMPLATES, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test('every template has a folder of its name and a line in the list', () => {
  expect([...templateNames].sort(), `the folders in ${TEMPLATES}, and the list in its index.ts`).toEqual(
    folders.sort(),
  );
});

describe.each(folders)('the template %s', (name) => {
  test('has its description, its art and its music in its folder', async () => {
    const dir = `${TEMPLATES}/${name}`;
    const missing = ['index.ts', 'art', MUSIC_FILE].filter((file) => !existsSync(`${dir}/${file}`));
    expect(missing, `missing in ${dir}`).toEqual([]);
    const used = new Set(findTemplate(name).layers.map(({ art }) => art));
    expect(readdirSync(`${dir}/art`).sort(), `the files in ${dir}/art, and those in its layers`).toEqual(
      [...used].sort(),
    );
    expect((await readFile(`${dir}/${MUSIC_FILE}`)).toString('latin1', 0, 4), `${dir}/${MUSIC_FILE} is Ogg`).toBe(
      'OggS',
    );
  });

  test('has art that takes the size of its layer', async () => {
    const template = findTemplate(name);
    for (const { art } of template.layers) {
      const { path, bytes } = await readTemplateFile(template, `art/${art}`);
      expect(bytes.toString(), path).toMatch(/<svg [^>]*width="\{\{width\}\}" height="\{\{height\}\}"/);
    }
  });

  test('has fonts with Cyrillic and Latin letters', async () => {
    for (const font of Object.values(findTemplate(name).fonts)) {
      const { has } = await openFont(font);
      expect(
        Array.from('ЖжёЁGg').filter((letter) => !has(letter.codePointAt(0) as number)),
        font.file,
      ).toEqual([]);
    }
  });
});

test('a wrong template is refused with the path of every wrong field', () => {
  const template = findTemplate('birthday');
  const wrong = { ...template, version: 0, colours: { ...template.colours, accent: 'gold' } };
  expect(() => defineTemplate(wrong)).toThrow(/version: .*colours\.accent: /);
});
