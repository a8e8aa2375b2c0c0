import { governed } from '#root/tts/normalise/ru/context.js';
import { CASES, type Case, fold } from '#root/tts/normalise/ru/grammar.js';
import { before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// What "ович" and "овна" are added to, or "евич" and "евна" after a vowel or a soft sign.
const FATHERS: Readonly<Record<string, string>> = Object.fromEntries(
  'Ив Иван,Петр Петр,Серг Серге,Ник Никола,Вас Василь,Викт Виктор,Влад Владимир,Мих Михайл,Алекс Александр,Анат Анатоль,Андр Андре,Бор Борис,Григ Григорь,Дм Дмитри,Евг Евгень,Конст Константин,Леон Леонид,Павл Павл,Степ Степан,Фед Фёдор,Юр Юрь,Ген Геннадь,Вяч Вячеслав,Арк Аркадь,Валер Валерь,Валент Валентин'
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

/** Patronymics in short after a name: "Сергей Ив.", "Анне Серг.". */
export const patronymics: readonly Rule[] = [
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
    return `${father}${link}${(isMan ? SONS : DAUGHTERS)[CASES.indexOf(inCase)]}${fullStop(match)}`;
  }),
];

function caseOfWoman(name: string): Case {
  if (/[ыи]$/.test(name)) return 'genitive';
  if (/е$/.test(name)) return 'dative';
  if (/[ую]$/.test(name)) return 'accusative';
  return /[ое]й$/.test(name) ? 'instrumental' : 'nominative';
}
