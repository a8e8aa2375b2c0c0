import { letters } from '#root/tts/normalise/en/cardinal.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const LABEL = '[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?';
const ENDING =
  'com|org|net|me|io|ru|us|uk|ca|au|de|fr|tv|app|info|shop|site|online|dev|edu|gov|biz|club|gift|gifts|love|party|co|ai|ly|gg|be|xyz|store|blog';
const DOMAIN = `${LABEL}(?:\\.${LABEL}){0,3}\\.(?:${ENDING})`;
// Where what follows the host names somebody.
const CHATS = /^(?:t\.me|wa\.me|instagram\.com|facebook\.com)$/i;
const SPELLED = /^(?:io|ru|us|uk|ca|au|de|fr|tv|ai|ly|gg|www)$/;

/** Links by their host, addresses, mentions and hashtags. */
export const links: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d._%+-])([\\p{L}\\d][\\p{L}\\d._%+-]{0,63})@(${LABEL}(?:\\.${LABEL}){1,4})(?![\\p{L}\\d])`,
      'giu',
    ),
    say: ([, name = '', host = '']) => `${spoken(name)} at ${spokenHost(host)}`,
  },
  {
    pattern: /(?:https?:\/\/|www\.)([\p{L}\d][^\s/?#"“”]{0,252})([^\s"“”]*)/giu,
    say: ([all, host = '']) => {
      const [stop = ''] = /[.,!?;:)]{0,3}$/.exec(all) ?? [];
      return `${spokenHost(host.replace(/^www\./i, '').replace(/(?::\d+)?[.,!?;:)]*$/, ''))}${stop}`;
    },
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d.@_/-])(${DOMAIN})(?![\\p{L}\\d@-]|\\.\\p{L})(?:/([^\\s"“”]*))?`, 'gu'),
    say: ([all, host = '', path = '']) => {
      const [stop = ''] = /[.,!?;:)]{0,3}$/.exec(all) ?? [];
      const name = path.replace(/[.,!?;:)]{0,3}$/, '');
      return `${spokenHost(host)}${CHATS.test(host) && name !== '' ? ` slash ${spoken(name)}` : ''}${stop}`;
    },
  },
  { pattern: /(?<![\p{L}\d_])@([\p{L}\d][\p{L}\d_.]{0,62}[\p{L}\d])/gu, say: ([, name = '']) => unhash(name) },
  { pattern: /#((?:\d{2,4})?\p{L}[\p{L}\p{M}\d_]{0,99})/gu, say: ([, tag = '']) => unhash(tag) },
];

/** Returns the words of "HappyBirthday" or "happy_birthday". */
function unhash(tag: string): string {
  return tag
    .replace(/[_.]+/g, ' ')
    .replace(
      /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{Ll}{3})(?=\d)|(?<=\p{L}{2})(?=\d{2})|(?<=\d)(?=\p{Ll}{3})|(?<=\d)(?=\p{Lu}\p{Ll})/gu,
      ' ',
    )
    .trim();
}

function spokenHost(host: string): string {
  return host
    .split('.')
    .map((label) => (SPELLED.test(label.toLowerCase()) ? letters(label.toUpperCase()) : spoken(label)))
    .join(' dot ');
}

function spoken(name: string): string {
  // "hr", "pr": letters without a vowel.
  if (/^[bcdfghjklmnpqrstvwxz]{2,4}$/i.test(name)) return letters(name.toUpperCase());
  return name
    .replace(/\./g, ' dot ')
    .replace(/_/g, ' underscore ')
    .replace(/-/g, ' dash ')
    .replace(/\+/g, ' plus ')
    .replace(/%/g, ' percent ')
    .replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ');
}
