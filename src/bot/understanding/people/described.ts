import { capitalOf } from '#root/bot/understanding/people/after-title.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { readNames, readRelative } from '#root/bot/understanding/people/read-names.js';
import { isPerson } from '#root/bot/understanding/people/read-surname.js';
import { readUnlisted } from '#root/bot/understanding/people/read-unlisted.js';
import type { Place, Reading } from '#root/bot/understanding/people/reading.js';

const MOST_OF_DESCRIPTION = 3;
const MOST_OF_NOUNS = 2;
// In English a noun may say more of these: of relatives it is rather a name.
const OF_WORK =
  /^(?:teacher|coach|friend|boss|buddy|lady|nurse|doctor|trainer|instructor|team|club|group|staff|colleague|neighbou?r)s?$/i;

/** "Коллегу Валерий Мамкин": a name of two words that was left in the nominative. */
export function readFullName(place: Place, start: number): Reading | undefined {
  const name = /^\p{Script=Cyrillic}/u.test(place.words[start]?.text ?? '')
    ? readNames({ ...place, inCase: 'nominative' }, start)
    : undefined;
  return name !== undefined && name.parts.length > 1 ? name : undefined;
}

/** "Баскетбольную команду", "kindergarten teachers". */
export function readAfterAdjective(place: Place, start: number): ReturnType<typeof readRelative> {
  const written = place.words[start]?.text ?? '';
  const isAdjective = /^\p{Ll}{3,}(?:[ую]ю|ого|ому|ой|ые|ых|ым)$/u.test(written);
  const isNoun = /^\p{Ll}\p{Script=Latin}{2,}$/u.test(written) && !isNoName(written) && !isPerson(written);
  const relative = isAdjective || isNoun ? readRelative(place, start + 1) : undefined;
  return isAdjective || OF_WORK.test(relative?.parts.join(' ') ?? '') ? relative : undefined;
}

/** "Елене" after "учительнице английского языка". */
export function readDescribed(place: Place, start: number): Reading | undefined {
  const described = place.words.slice(start, start + MOST_OF_DESCRIPTION);
  const count = described.findIndex(({ text }) => !/^\p{Ll}{2,}$/u.test(text));
  if (count <= 0 || described.some(({ text }) => /^(?:from|от)$/iu.test(text))) return undefined;
  const isLatin = /^\p{Script=Latin}/u.test(described[count]?.text ?? '');
  const isPlain = isLatin && !described.slice(0, count).some(({ text }) => isNoName(text));
  return readNames(place, start + count) ?? (isPlain ? readUnlisted(capitalOf(place), start + count) : undefined);
}

/** "Paula" after "our night nurse", "Martin" after "our CEO": after "our", a name follows what somebody is. */
export function readAfterNouns(place: Place, start: number): Reading | undefined {
  for (let next = start + 1; next <= start + MOST_OF_NOUNS; next++) {
    if (isNoName(place.words[next - 1]?.text ?? '')) return undefined;
    const isLatin = /^\p{Script=Latin}/u.test(place.words[next]?.text ?? '');
    const name = readNames(place, next) ?? (isLatin ? readUnlisted(capitalOf(place), next) : undefined);
    if (name !== undefined) return name;
  }
  return undefined;
}
