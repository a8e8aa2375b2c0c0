import { governed } from '#root/tts/normalise/ru/context.js';
import { CASES, type Case, fold } from '#root/tts/normalise/ru/grammar.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { SURNAME } from '#root/tts/normalise/ru/post-case.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// What "ович" and "овна" are added to, or "евич" and "евна" after a vowel or a soft sign.
const FATHERS: Readonly<Record<string, string>> = Object.fromEntries(
  'Ил Иль,Вл Владимир,Ал Александр,Эд Эдуард,Ив Иван,Петр Петр,Серг Серге,Ник Никола,Вас Василь,Викт Виктор,Влад Владимир,Мих Михайл,Алекс Александр,Анат Анатоль,Андр Андре,Бор Борис,Григ Григорь,Дм Дмитри,Евг Евгень,Конст Константин,Леон Леонид,Павл Павл,Степ Степан,Фед Фёдор,Юр Юрь,Ген Геннадь,Вяч Вячеслав,Арк Аркадь,Валер Валерь,Валент Валентин'
    .split(',')
    .map((entry) => entry.split(' ')),
);
const MAN =
  /^(?:иван|петр|серге|никола|васили|виктор|владимир|михаил|александр|анатоли|андре|борис|григори|дмитри|евгени|константин|леонид|пав[е]?л|степан|федор|юри|геннади|вячеслав|станислав|аркади|валентин|валери|алексе|игор|олег|максим|роман|артем|антон|кирилл|егор|денис|илья?|никит|глеб|вадим|витали|эдуард|руслан|лев|льв)([йь]|а|я|у|ю|ом|ем|е|)$/u;
const SONS = 'ич ича ичу ича ичем иче'.split(' ');
const DAUGHTERS = 'на ны не ну ной не'.split(' ');
const OF_MAN: Readonly<Record<string, Case>> = {
  а: 'genitive',
  я: 'genitive',
  у: 'dative',
  ю: 'dative',
  ом: 'instrumental',
  ем: 'instrumental',
  е: 'prepositional',
};

// First names in short.
const FIRST: Readonly<Record<string, string>> = Object.fromEntries(
  'Вл Владимир,Ал Александр,Эд Эдуард,Ив Иван,Петр Пётр,Серг Сергей,Ник Николай,Вас Василий,Викт Виктор,Влад Владимир,Мих Михаил,Алекс Александр,Анат Анатолий,Андр Андрей,Бор Борис,Григ Григорий,Дм Дмитрий,Евг Евгений,Конст Константин,Леон Леонид,Степ Степан,Фед Фёдор,Юр Юрий,Ген Геннадий,Вяч Вячеслав,Вал Валерий'
    .split(',')
    .map((entry) => entry.split(' ')),
);
const HYPHENED: Readonly<Record<string, string>> = { 'Ал-р': 'Александр', 'Ал-др': 'Александр', 'Вл-р': 'Владимир' };
const ENDINGS = { hard: ['', 'а', 'у', 'а', 'ом', 'е'], soft: ['й', 'я', 'ю', 'я', 'ем', 'е'] };

/** First names and patronymics in short: "Ив. Ив.", "Ал-ра Сергеевича", "Анне Серг.". */
export const patronymics: readonly Rule[] = [
  wordRule(
    `(${Object.keys(HYPHENED).join('|')})(а|у|ом|е)?`,
    ([, short = '', ending = '']) => `${HYPHENED[short]}${ending}`,
  ),
  wordRule(
    `(${Object.keys(FIRST).join('|')})\\.(?=\\s(?:(?:${Object.keys(FATHERS).join('|')})\\.|\\p{Lu}\\p{Ll}+[ое]вич))`,
    (match) => {
      const name = FIRST[match[1] ?? ''] ?? '';
      const inCase = CASES.indexOf(governed(before(match))[0] ?? 'nominative');
      const stem = name.replace(/й$/, '');
      return `${inCase === 0 ? stem : stem.replace('Пёт', 'Пет')}${ENDINGS[stem === name ? 'hard' : 'soft'][inCase] ?? ''}`;
    },
  ),
  wordRule(`(?<=(\\p{Lu}\\p{Ll}{2,12})\\s)(${Object.keys(FATHERS).join('|')})\\.`, (match) => {
    const [, name = '', short = ''] = match;
    const father = FATHERS[short] ?? '';
    const link = /[аеиь]$/.test(father) ? 'ев' : 'ов';
    const folded = fold(name);
    const [, ending] = MAN.exec(folded) ?? [];
    const wanted = governed(before(match).slice(0, -name.length - 1));
    // "Валентина" is a woman, or of a man.
    const isMan = ending !== undefined && !(/[ая]$/.test(folded) && wanted[0] === 'nominative');
    const inCase = isMan ? (OF_MAN[ending] ?? 'nominative') : caseOfWoman(folded);
    // "Ильич", "Ильинична".
    const joint = father === 'Иль' ? (isMan ? '' : 'инич') : link;
    return `${father}${joint}${(isMan ? SONS : DAUGHTERS)[CASES.indexOf(inCase)]}${isBeforeSurname(match) ? '' : fullStop(match)}`;
  }),
];

function isBeforeSurname(match: RegExpExecArray): boolean {
  const [, next = ''] = /^\s(\p{Lu}\p{Ll}+)/u.exec(after(match)) ?? [];
  return SURNAME.test(next) || /(?:[оеё]в|ин|ский)$/.test(next);
}

function caseOfWoman(name: string): Case {
  if (/[ыи]$/.test(name)) return 'genitive';
  if (/е$/.test(name)) return 'dative';
  if (/[ую]$/.test(name)) return 'accusative';
  return /[ое]й$/.test(name) ? 'instrumental' : 'nominative';
}
