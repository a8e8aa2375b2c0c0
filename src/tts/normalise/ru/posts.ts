import { governed, wantedCases } from '#root/tts/normalise/ru/context.js';
import { type Agreement, CASES, type Case, choose, DIRECTOR_ENDINGS, fold } from '#root/tts/normalise/ru/grammar.js';
import { following, singular } from '#root/tts/normalise/ru/nouns.js';
import { HARD_ENDINGS } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, said, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const SOFT = ['ь', 'я', 'ю', 'я', 'ем', 'е'];
const IN_Y = ['й', 'я', 'ю', 'я', 'ем', 'е'];
const ADJECTIVE = ['ий', 'его', 'ему', 'его', 'им', 'ем'];

const CHURCH =
  '(?=\\s?(?:Серги|Иоанн|Александр|Алекси|Алексе|Никола|П[её]тр|Павл|Павел|Михаил|Д[ми]+три|Васили|Георги|Владимир|Андре|Кирилл|Тихон|Игор|Олег|Виктор|Серафим|Илари|Гаври|Макси|Роман|Константин|Евгени|Анатоли|Борис|Глеб|Даниил|Илья|Ильи|Илье|Фео|Матфе|Лук[аиу]|Марк|Фом)(?:й|я|ю|ем|е|а|у|ом|ы|ь|им)?(?!\\p{L}))';
const OF = '(?=\\s\\p{Ll})';

// Posts of people, by the stem and the endings of the whole word.
const posts: readonly (readonly [pattern: string, stem: string, endings: readonly string[]])[] = [
  [`[Зз]ав\\.${OF}`, 'заведующ', ADJECTIVE],
  [`[Нн]ач\\.(?=\\s(?!квартал|год|век|мая|лета)\\p{Ll})`, 'начальник', DIRECTOR_ENDINGS],
  [`[Дд]ир(?:ект)?\\.${OF}|(?<=(?:[Гг]ен|[Ии]сп|[Тт]ех|[Кк]омм?|[Хх]уд)\\.\\s?)дир\\.`, 'директор', DIRECTOR_ENDINGS],
  [`[Пп]реп\\.${CHURCH}`, 'преподобн', ['ый', 'ого', 'ому', 'ого', 'ым', 'ом']],
  [`[Пп]реп\\.(?=\\s(?:\\p{Ll}|\\p{Lu}))`, 'преподавател', SOFT],
  ['(?<=(?:[Нн]ар|[Зз]асл)\\.\\s?)арт\\.', 'артист', DIRECTOR_ENDINGS],
  [`(?<=(?:[Хх]уд|[Кк]л)\\.\\s?)рук\\.|[Рр]ук\\.${OF}`, 'руководител', SOFT],
  ['[Рр]еж\\.(?=\\s\\p{L})', 'режиссёр', DIRECTOR_ENDINGS],
  [`[Пп]ред\\.${OF}`, 'председател', SOFT],
  [`[Сс]екр\\.${OF}`, 'секретар', SOFT],
  ['[Пп]роф\\.(?!\\s?\\p{Lu})', 'профессор', DIRECTOR_ENDINGS],
  ['[Кк]анд\\.(?=\\s)', 'кандидат', DIRECTOR_ENDINGS],
  ['(?:[Дд]ок|[Дд]окт)\\.(?=\\s(?:\\p{Ll}+\\.?\\s)?наук)', 'доктор', DIRECTOR_ENDINGS],
  ['[Чч]л\\.-\\s?корр?\\.', 'член-корреспондент', DIRECTOR_ENDINGS],
  ['[Тт]ов\\.(?=\\s\\p{Ll})', 'товарищ', DIRECTOR_ENDINGS],
  [`[Пп]рот\\.${CHURCH}`, 'протоиере', IN_Y],
  [`[Аа]п\\.${CHURCH}`, 'апостол', DIRECTOR_ENDINGS],
  [`[Оо]\\.${CHURCH}`, 'отц', DIRECTOR_ENDINGS],
];

// Adjectives that agree with the noun after them.
const adjectives: readonly (readonly [pattern: string, stem: string])[] = [
  ['[Гг]л\\.(?=\\s?\\p{Ll})', 'главн'],
  ['[Нн]ар\\.(?=\\s?(?:арт|худ|уч))', 'народн'],
  ['[Зз]асл\\.(?=\\s?\\p{Ll})', 'заслуженн'],
  ['[Гг]ен\\.(?=\\s?дир)', 'генеральн'],
  ['[Ии]сп\\.(?=\\s?дир)', 'исполнительн'],
  ['[Тт]ех\\.(?=\\s?дир)', 'техническ'],
  ['[Кк]омм?\\.(?=\\s?дир)', 'коммерческ'],
  ['[Хх]уд\\.(?=\\s?(?:рук|школ|музе|дир))', 'художественн'],
  ['[Вв]ед\\.(?=\\s(?:спец|инж|науч))', 'ведущ'],
  ['[Мм]уз\\.(?=\\s?\\p{Ll})', 'музыкальн'],
  ['[Кк]л\\.(?=\\s?(?:рук|час))', 'классн'],
  ['[Дд]ет\\.(?=\\s?\\p{Ll})', 'детск'],
  ['[Вв]оскр\\.(?=\\s?шк)', 'воскресн'],
  ['[Рр]ус\\.(?=\\s?(?:яз|лит))', 'русск'],
  ['[Аа]нгл\\.(?=\\s?яз)', 'английск'],
  ['[Нн]ем\\.(?=\\s?яз)', 'немецк'],
  ['[Фф]р(?:анц)?\\.(?=\\s?яз)', 'французск'],
  ['[Гг]в\\.(?=\\s\\p{Ll})', 'гвардейск'],
  ['(?<=[Сс]\\s)[Нн]аил\\.(?=\\s)', 'наилучш'],
];

const POST =
  /^(?:врач|бухгалтер|тренер|инженер|редактор|экономист|артист|художник|учител|директор|руководител|механик|агроном|технолог|специалист)/;

/** Posts, then the adjectives before them: "гл. врачу", "зав. кафедрой", "нар. арт. России", "о. Сергию". */
export const posted: readonly Rule[] = [
  ...posts.map(([pattern, stem, endings]) =>
    wordRule(pattern, (match) => {
      const inCase = caseOfPost(match);
      const isFather = stem === 'отц' && inCase === 'nominative';
      return said(match, isFather ? 'отец' : `${stem}${endings[CASES.indexOf(inCase)] ?? ''}`);
    }),
  ),
  wordRule('[Яя]з\\.', (match) => {
    // "Учитель англ. яз. и рус. яз.": the language of something.
    const left = before(match).replace(/(?:\S+\.\s?яз\.\s?и\s)?\S+\.\s?$/u, '');
    const [first = 'nominative', second] = governed(left);
    const direct = /\p{Ll}\s$/u.test(left) ? 'genitive' : 'nominative';
    const inCase = second === 'dative' ? 'dative' : first === 'nominative' ? direct : first;
    return said(match, `язык${DIRECTOR_ENDINGS[inCase === 'accusative' ? 0 : CASES.indexOf(inCase)] ?? ''}`);
  }),
  ...adjectives.map(([pattern, stem]) =>
    wordRule(pattern, (match) => {
      const next = following(after(match));
      const possible = singular(next);
      const isPost = POST.test(next.noun ?? '');
      const isThing = /^язык/.test(next.noun ?? '');
      const fitting = possible.filter(
        ({ gender, animate }) => (gender === 'masculine' || !(isPost || isThing)) && !(isThing && animate === true),
      );
      const agreement = choose(fitting, wantedCases(before(match), ''));
      return said(match, `${stem}${endingOf(stem, isPost ? { ...agreement, animate: true } : agreement)}`);
    }),
  ),
];

function endingOf(stem: string, { case: inCase, gender, animate }: Agreement): string {
  const isLiving = inCase === 'accusative' && animate === true && gender === 'masculine';
  const ending =
    HARD_ENDINGS[isLiving ? 'genitive' : inCase][gender === 'masculine' ? 0 : gender === 'feminine' ? 1 : 2];
  return /[кгхшщ]$/.test(stem) ? ending.replace(/^ы/, 'и') : ending;
}

/** Returns the case of a post. The name of a man shows it; without a name the words before the post do. */
export function caseOfPost(match: RegExpExecArray): Case {
  const name = fold(/^\s?(?:\p{Lu}\.\s?)*(\p{Lu}\p{Ll}+)/u.exec(after(match))?.[1] ?? '');
  if (/[ыо]м$|ем$/.test(name) && name !== '') return 'instrumental';
  if (/[ую]$/.test(name)) return 'dative';
  if (/е$/.test(name)) return 'prepositional';
  if (/[ая]$/.test(name) && !/^(?:илья|фома|лука)$/.test(name) && !/(?:ова|ева|ина|ская|цкая)$/.test(name))
    return 'genitive';
  if (name !== '') return 'nominative';
  if (/(?<!\p{L})должност[ьию]\s$/iu.test(before(match))) return 'genitive';
  const wanted = governed(before(match).replace(/\S+\.\s?$/u, ''));
  return wanted[1] === 'genitive' ? 'instrumental' : (wanted[0] ?? 'nominative');
}
