import { wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const BOOKS: Readonly<Record<string, string>> = Object.fromEntries(
  'Мф Матфея,Мк Марка,Лк Луки,Ин Иоанна,Пс Псалом,Кор Коринфянам,Рим Римлянам,Еф Ефесянам,Флп Филиппийцам,Кол Колоссянам,Гал Галатам,Евр Евреям,Тим Тимофею,Фес Фессалоникийцам,Пет Петра,Быт Бытие,Исх Исход,Притч Притчи,Еккл Екклесиаст,Откр Откровение,Деян Деяния'
    .split(',')
    .map((entry) => entry.split(' ')),
);
const NUMBERS = ['', 'Первое ', 'Второе ', 'Третье '];

/** Books of the Bible: "Мф. 5:14", "1 Кор. 13:4". */
export const bible: readonly Rule[] = [
  wordRule(`(?:([1-3])[\\s-]?)?(${Object.keys(BOOKS).join('|')})\\.\\s?(?=\\d)`, ([, which = '0', book = '']) => {
    return `${NUMBERS[Number(which)]}${BOOKS[book]} `;
  }),
];
