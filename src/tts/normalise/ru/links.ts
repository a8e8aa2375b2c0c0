import { cyrillicWord } from '#root/tts/normalise/ru/cyrillic.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const ENDINGS: Readonly<Record<string, string>> = {
  ru: 'ру',
  su: 'су',
  com: 'ком',
  org: 'орг',
  net: 'нет',
  me: 'ми',
  io: 'ай о',
  by: 'бай',
  kz: 'кей зет',
  ua: 'юа',
  tv: 'ти ви',
  app: 'апп',
  info: 'инфо',
  рф: 'эр эф',
};
const LABEL = '[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?';
const DOMAIN = `${LABEL}(?:\\.${LABEL}){0,3}\\.(?:${Object.keys(ENDINGS).join('|')}|shop|site|online|dev|edu|gov|biz|club|gift|gifts|love|party)`;
// Where what follows the host names somebody.
const CHATS = /^(?:t\.me|vk\.(?:com|me)|wa\.me|instagram\.com)$/i;
// After an "@" any ending is one.
const MAIL_HOST = `${LABEL}(?:\\.${LABEL}){0,3}\\.[\\p{L}]{2,10}`;

/** Links by their host, addresses, mentions and hashtags. */
export const links: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.])([\\p{L}\\d](?:[\\p{L}\\d._%+-]{0,63}))@(${MAIL_HOST})(?![\\p{L}\\d])`,
      'giu',
    ),
    say: ([, name = '', host = '']) =>
      `${spoken(name.replace(/_/g, ' нижнее подчёркивание '))} собака ${spokenHost(host)}`,
  },
  {
    pattern: /(?:https?:\/\/|www\.)([\p{L}\d][^\s/?#«»"“”]{0,252})([^\s«»"“”]*?)([.,!?;:)]*)(?=\s|$|[«»"“”])/giu,
    say: ([, host = '', , stop = '']) => `${spokenHost(host.replace(/^www\./i, '').replace(/:\d+$/, ''))}${stop}`,
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d.@_-])(${DOMAIN})(?:/([^\\s«»"“”]*?))?([.,!?;:)]*)(?=\\s|$|[«»"“”])`, 'giu'),
    say: ([, host = '', path = '', stop = '']) =>
      `${spokenHost(host)}${CHATS.test(host) && path !== '' ? ` слэш ${spoken(path)}` : ''}${stop}`,
  },
  {
    pattern: /(?<![\p{L}\d_])@([\p{L}\d_.]{2,64})/gu,
    say: ([, name = '']) => spoken(name.replace(/_+/g, ' ').replace(/\.+/g, ' ').trim()),
  },
  { pattern: /#((?=\d{0,9}_?\p{L})[\p{L}\d][\p{L}\p{M}\d_]{0,99})/gu, say: ([, tag = '']) => unhash(tag) },
];

/** "СДнёмРождения" is "С днём рождения": one capital letter begins each word. */
function unhash(tag: string): string {
  const words = tag
    .replace(/_+/g, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ')
    .trim()
    .split(' ');
  const lower = (word: string) => (/^\p{Lu}\p{Ll}/u.test(word) ? word.toLowerCase() : word);
  return words.map((word, index) => (index === 0 ? word : lower(word))).join(' ');
}

function spokenHost(host: string): string {
  const labels = host.split('.');
  const last = labels.pop()?.toLowerCase() ?? '';
  return [...labels.map(spoken), ENDINGS[last] ?? spoken(last)].join(' точка ');
}

/** One letter is named as in Russian mathematics, other Latin words are read as they sound. */
function spoken(name: string): string {
  return name
    .replace(/\./g, ' точка ')
    .replace(/_/g, ' ')
    .replace(/-/g, ' дефис ')
    .replace(/\p{Script=Latin}+/gu, cyrillicWord);
}
