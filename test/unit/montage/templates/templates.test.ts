import { describe, expect, test } from 'vitest';
import { defineTemplate } from '#root/montage/templates/define-template.js';
import { findTemplate, templateNames } from '#root/montage/templates/index.js';
import { readTemplateFile } from '#root/montage/templates/read-template-file.js';
import { openFont } from '#root/montage/text/fonts.js';

describe.each(templateNames)('the template %s', (name) => {
  test('has its art, its music and its fonts', async () => {
    const template = findTemplate(name);
    for (const { art } of template.layers)
      expect((await readTemplateFile(template, `art/${art}`)).bytes.toString()).toContain('<svg');
    expect((await readTemplateFile(template, template.music)).bytes.length).toBeGreaterThan(10_000);
    for (const font of Object.values(template.fonts)) expect((await openFont(font)).widthPerEm('Ж')).toBeGreaterThan(0);
  });
});

test('a wrong template is refused with the path of every wrong field', () => {
  const template = findTemplate('birthday');
  const wrong = { ...template, version: 0, colours: { ...template.colours, accent: 'gold' } };
  expect(() => defineTemplate(wrong)).toThrow(/version: .*colours\.accent: /);
});
