import { expect, test } from 'vitest';
import { saysCommand } from '#root/bot/understanding/talk/commands.js';

const commands = ['my', 'settings', 'language', 'new', 'forget'] as const;

test.each([
  ['Покажи мои видео', 'my'],
  ['my videos', 'my'],
  ['настройки!', 'settings'],
  ['open settings', 'settings'],
  ['поменяй язык', 'language'],
  ['in English please', 'language'],
  ['по-русски', 'language'],
  ['хочу ещё одно', 'new'],
  ['новое поздравление', 'new'],
  ['I want another one', 'new'],
  ['start over', 'new'],
  ['удали мои данные', 'forget'],
  ['delete my data', 'forget'],
  ['ещё раз', undefined],
  ['another one for dad', undefined],
  ['новый год', undefined],
  ['Мои поздравления с юбилеем!', undefined],
  ['другие', undefined],
])('"%s" says /%s', (text, command) => {
  expect(commands.filter((each) => saysCommand(text, each))).toEqual(command === undefined ? [] : [command]);
});
