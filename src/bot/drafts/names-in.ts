import { MAX_NAMES, type NameList, readNameList } from '#root/bot/understanding/name-list.js';
import { isNameShaped } from '#root/bot/understanding/named-words.js';
import type { Understood, UnderstoodOrder } from '#root/bot/understanding/understood.js';
import { isWish } from '#root/bot/understanding/wish/formulas.js';
import { InputError } from '#root/errors.js';
import { checkName, checkText } from '#root/greeting/check-words.js';
import type { DraftNames } from '#root/jobs/draft.js';

type Person = DraftNames['people'][number];

// As many lines "name: words" are greetings of their own, made at once.
const MOST_ALONE = 3;
const MOST_WORDS = 4;

/** Returns the people whom a message greets together, or undefined if it greets nobody or each by itself. */
export function namesIn(meaning: Understood | undefined): DraftNames | undefined {
  if (meaning?.kind === 'batch') return listed(meaning.names);
  if (meaning?.kind !== 'orders' || meaning.orders.length <= MOST_ALONE) return undefined;
  return namesOfOrders(meaning.orders);
}

/**
 * Returns the people in the answer to the question for a list, nobody if there are none in it, or undefined if the message
 * is no answer.
 */
export function namesInAnswer(words: string, meaning: Understood | undefined): DraftNames | undefined {
  const together = namesIn(meaning);
  if (together !== undefined) return together;
  if (meaning?.kind === 'orders') {
    const { orders } = meaning;
    const isNamed = orders.every((order) => order.to !== undefined && order.words !== undefined);
    return isNamed ? namesOfOrders(orders) : namesOfList(readNameList(words));
  }
  return meaning?.kind === 'unclear' || meaning?.kind === 'same' ? namesOfList(readNameList(words)) : undefined;
}

/** Returns the people of a list without words of their own. Somebody who is asked for one may answer with a sentence. */
export function namesOfList(list: NameList): DraftNames {
  const isUsable = (name: string) => !isWish(name) && (isNameShaped(name) || isGroup(name));
  const names = list.names.filter(isUsable);
  return listed({ ...list, names, unusable: [...list.unusable, ...list.names.filter((name) => !isUsable(name))] });
}

/** "Школьный класс 5а" is greeted as well as a person. */
function isGroup(name: string): boolean {
  return /\d/.test(name) && !/[!?]/.test(name) && name.split(' ').length <= MOST_WORDS;
}

function listed({ names, ...leftOut }: NameList): DraftNames {
  return { people: names.map((to) => ({ to })), ...leftOut };
}

/** Returns the people of greetings that have words of their own. The same person with other words counts anew. */
export function namesOfOrders(orders: readonly Partial<UnderstoodOrder>[]): DraftNames {
  const people = new Map<string, Person>();
  const unusable: string[] = [];
  for (const order of orders) {
    const person = personOf(order);
    if (person === undefined) unusable.push(order.to ?? '');
    else people.set(`${person.to}\n${person.text}`.toLowerCase(), person);
  }
  const all = [...people.values()];
  return {
    people: all.slice(0, MAX_NAMES),
    duplicates: orders.length - unusable.length - all.length,
    unusable,
    tooMany: Math.max(all.length - MAX_NAMES, 0),
  };
}

function personOf({ to = '', words, occasion }: Partial<UnderstoodOrder>): Person | undefined {
  try {
    return {
      to: checkName(to),
      ...(words === undefined ? {} : { text: checkText(words) }),
      ...(occasion === undefined ? {} : { template: occasion }),
    };
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
