import { readForm } from '#root/bot/understanding/form.js';
import { isNameShaped, type NamedWords, splitAtColon, splitAtDash } from '#root/bot/understanding/named-words.js';
import { occasionIn } from '#root/bot/understanding/occasion.js';
import { readGivenName } from '#root/bot/understanding/people/given-name.js';
import { isOccasionOnly, namedOrder, oneOrder, type Reader } from '#root/bot/understanding/reader.js';
import { listedNames } from '#root/bot/understanding/readers/several.js';
import { hasLink } from '#root/bot/understanding/talk/links.js';
import { saysTime } from '#root/bot/understanding/talk/times.js';
import { hasFormula, isWish } from '#root/bot/understanding/wish/formulas.js';

/** "Имя: Анна, текст: …". */
export const filledInForm: Reader = (text, templates) => {
  const form = readForm(text);
  if (form === undefined || form.to === '') return undefined;
  const order = namedOrder(readGivenName(form.to), form.text, templates);
  const occasionOf = (field: string | undefined) => (field === undefined ? undefined : occasionIn(field, templates));
  const age = /^\d{1,3}/.exec(form.age ?? '')?.[0];
  const occasion = occasionOf(form.occasion) ?? order.occasion ?? occasionOf(age && `${age} лет`);
  return oneOrder({ ...order, occasion });
};

/** "Анна: …⏎Олег: …", a greeting a line. */
export const severalNamed: Reader = (text, templates) => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const split = lines.map((line) => splitAtColon(line.trim()));
  const named = split.filter((each): each is NamedWords => each !== undefined && isNameShaped(each.name));
  if (lines.length < 2 || named.length < lines.length) return undefined;
  return { kind: 'orders', orders: named.map((each) => orderOf(each, templates)) };
};

/** "Анна: …", the only form that can be made at once. */
export const namedByColon: Reader = (text, templates) => {
  const split = splitAtColon(text);
  if (split === undefined) return undefined;
  // "День рождения: Оля".
  if (isOccasionOnly(split.name, templates) && isNameShaped(split.words)) {
    const listed = listedNames(split.words, templates);
    const occasion = occasionIn(split.name, templates);
    if (listed?.kind === 'batch') return { ...listed, occasion };
    const order = namedOrder(readGivenName(split.words), '', templates);
    return oneOrder({ ...order, occasion });
  }
  if (!isNameShaped(split.name)) return undefined;
  return { kind: 'orders', orders: [orderOf(split, templates)] };
};

/** "Анна - …" and "Анна⏎…". */
export const namedByDashOrLine: Reader = (text, templates) => {
  const split = splitAtDash(text) ?? splitAtLine(text);
  if (split === undefined || !isNameShaped(split.name)) return undefined;
  const name = readGivenName(split.name);
  if (!name.isKnown && !isWish(split.words)) return undefined;
  // "Sam⏎birthday⏎Have a great day": the second line says what for.
  const [, heading = '', words] = /^(.+)\n([\s\S]+)$/u.exec(split.words) ?? [];
  return words !== undefined && isOccasionOnly(heading, templates)
    ? oneOrder({ ...namedOrder(name, words.trim(), templates), occasion: occasionIn(heading, templates) })
    : oneOrder(namedOrder(name, split.words, templates));
};

function splitAtLine(text: string): NamedWords | undefined {
  const [first = '', ...others] = text.split('\n');
  const words = others.join('\n').trim();
  return words === '' ? undefined : { name: first.replace(/[,!.]+\s*$/u, ''), words };
}

function orderOf({ name, words }: NamedWords, templates: Parameters<Reader>[1]) {
  const given = readGivenName(name);
  // What no list has may be a heading: "Рецепт: мука, яйца". A name has capitals, and a wish follows it.
  const hasCapitals = !/(?<!\p{L})(?!(?:и|and|de|von|van)\s)\p{Ll}/u.test(name);
  // "Саша: в 10" greets nobody.
  const isReminder = (saysTime(words) && !hasFormula(words)) || hasLink(words);
  const isCertain = !isReminder && (given.isKnown || (hasCapitals && isWish(words)));
  return namedOrder({ ...given, isNameCertain: given.isNameCertain && isCertain }, words, templates, isCertain);
}
