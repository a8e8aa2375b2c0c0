import { before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// The datives of school subjects.
const SUBJECTS: Readonly<Record<string, string>> = {
  рус: 'русскому',
  мат: 'математике',
  матем: 'математике',
  алг: 'алгебре',
  геом: 'геометрии',
  лит: 'литературе',
  физ: 'физике',
  хим: 'химии',
  биол: 'биологии',
  ист: 'истории',
  геогр: 'географии',
  инф: 'информатике',
  общ: 'обществознанию',
  англ: 'английскому',
};

// "По хим. и биол.", "учителю хим.".
const LEARNING =
  /(?<!\p{L})(по|учител\p{Ll}+|преподавател\p{Ll}+|педагог\p{Ll}*|урок\p{Ll}*)\s(?:\p{Ll}{2,5}\.,?\s(?:и\s)?){0,3}$/iu;

/** School subjects in short: "по хим.", "учителю хим. и биол.". */
export const subjects: readonly Rule[] = [
  wordRule(`(${Object.keys(SUBJECTS).join('|')})\\.`, (match) => {
    const [, short = ''] = match;
    const [, head] = LEARNING.exec(before(match)) ?? [];
    if (head === undefined) return undefined;
    const subject = SUBJECTS[short] ?? '';
    return `${/^по$/i.test(head) ? subject : ofSubject(subject)}${fullStop(match)}`;
  }),
];

/** The genitive of a subject in the dative. */
function ofSubject(dative: string): string {
  return dative
    .replace(/ому$/, 'ого')
    .replace(/(?<=[кг])е$/, 'и')
    .replace(/е$/, 'ы')
    .replace(/(?<=ни)ю$/, 'я');
}
