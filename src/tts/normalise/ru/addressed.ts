import { after, said, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// How people are addressed, one man and several people: "ув. коллеги".
const POLITE: Readonly<Record<string, readonly [string, string]>> = {
  ув: ['уважаемый', 'уважаемые'],
  многоув: ['многоуважаемый', 'многоуважаемые'],
  многоуваж: ['многоуважаемый', 'многоуважаемые'],
  глубокоуваж: ['глубокоуважаемый', 'глубокоуважаемые'],
  уваж: ['уважаемый', 'уважаемые'],
  дор: ['дорогой', 'дорогие'],
  люб: ['любимый', 'любимые'],
};
const SEVERAL =
  /^\s?(?:[Кк]оллеги|[Дд]рузья|[Рр]одители|[Гг]ости|[Рр]ебята|[Уу]чителя|[Дд]амы|[Мм]амы|[Пп]апы|[Дд]евочки|[Дд]евушки|[Мм]альчики|[Пп]артн[её]ры|[Вв]етераны|[Кк]лиенты|[Сс]оседи|[Оо]дноклассни|[Мм]олодож[её]ны|[Юю]биляры|\p{Lu}\p{Ll}+\s(?:и|с)\s\p{Lu})/u;

/** How people are addressed in short: "ув. коллеги", "дор. мама". */
export const addressed: readonly Rule[] = [
  wordRule(
    '([Уу]в(?:аж)?|[Мм]ногоув(?:аж)?|[Гг]лубокоуваж|[Дд]ор|[Лл]юб)\\.(?=\\s?\\p{L})(?<!(?<!\\p{L})[Сс]\\s\\p{Ll}{2,4}\\.)',
    (match) => {
      const [, short = ''] = match;
      const [hard, plural] = POLITE[short.toLowerCase()] ?? [];
      const right = after(match);
      if (SEVERAL.test(right)) return said(match, plural ?? '');
      const isFeminine = /^\s?\S*[ая](?:\s|,|!|$)/u.test(right);
      return said(match, isFeminine ? `${hard?.slice(0, -2)}ая` : (hard ?? ''));
    },
  ),
];
