import { asCapital } from '#root/tts/normalise/capital.js';
import { after, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// Without a full stop, and with the capital letter of the written word.
const words: Readonly<Record<string, string>> = {
  xmas: 'Christmas',
  'x-mas': 'Christmas',
  thx: 'thanks',
  tnx: 'thanks',
  pls: 'please',
  plz: 'please',
  ppl: 'people',
  cuz: 'because',
  coz: 'because',
  btw: 'by the way',
  ily: 'I love you',
  omg: 'oh my God',
  hbd: 'happy birthday',
  ur: 'your',
  u: 'you',
  gr8: 'great',
  m8: 'mate',
  b4: 'before',
  l8r: 'later',
  '4ever': 'forever',
  '4u': 'for you',
  '2day': 'today',
  '2nite': 'tonight',
  '2morrow': 'tomorrow',
  luv: 'love',
  ttyl: 'talk to you later',
  tysm: 'thank you so much',
  ilysm: 'I love you so much',
  brb: 'be right back',
  idk: "I don't know",
  tbh: 'to be honest',
  nvm: 'never mind',
  ofc: 'of course',
  jk: 'just kidding',
  np: 'no problem',
  lmk: 'let me know',
  tmrw: 'tomorrow',
  ngl: 'not gonna lie',
  abt: 'about',
  wknd: 'weekend',
  msg: 'message',
  msgs: 'messages',
  rn: 'right now',
  btwn: 'between',
};

/** Words as they are written in chats: "love u 4ever", "HBD", "Mum xx". */
export const chatWords: readonly Rule[] = [
  wordRule('(?<=(?:[Tt]hx|[Tt]hanks) )4(?= )', () => 'for'),
  // Kisses at the end of a message, but "solve for x".
  {
    pattern:
      /(?<=\p{L}[\s,.!]{1,3})(?:[xX]{2,8}|(?<!(?:for|of|is|and|the|by|or|with|to|a|an|letter|Malcolm|iPhone)\s)x)(?=[\s.!]{0,3}(?:\n|$))/gu,
    say: () => ' ',
  },
  wordRule('4(?= (?:u|you|me|us|all|everything|everyone|ever|being|the|your|my)(?!\\p{L}))', () => 'for'),
  wordRule(
    '(?<=(?:HBD|hbd|[Bb]day|[Bb]irthday|[Ll]ove|[Ww]ishes|[Cc]ongrats|[Tt]hanks|[Tt]hx) )2(?= (?:u|U|you|my|our|the|all|everyone)(?!\\p{L}))',
    () => 'to',
  ),
  // "Love u 2!", but "to you 2".
  wordRule(
    '(?<=(?<!(?:to|for|of|with|from|at|are|the|than) )(?<!\\p{L})(?:[Uu]|[Yy]ou|[Mm]e) )2(?=\\s?(?:[.,!?;)]|$))',
    () => 'too',
  ),
  wordRule('c(?= (?:u|you|ya)(?!\\p{L}))', () => 'see'),
  wordRule("r(?= (?:u|you|we|they)(?![\\p{L}'.]))|(?<=(?:[Uu]|[Yy]ou|[Ww]e|[Tt]hey) )r", () => 'are'),
  wordRule(
    `(?:${Object.keys(words).join('|')})(?![.'’]\\p{L})`,
    (match) => {
      const [word] = match;
      // "Ofc. Daniels" is an officer.
      if (word === 'Ofc' && /^\. \p{Lu}/u.test(after(match))) return undefined;
      const said = words[word.toLowerCase()] ?? '';
      // "U" alone is a letter.
      if (/^(?:U|UR|RN|NP|JK)$/.test(word)) return undefined;
      return asCapital(word, said);
    },
    'i',
  ),
];
