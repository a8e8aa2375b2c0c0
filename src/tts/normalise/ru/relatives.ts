import { said, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const AUNTS =
  'Ол|Кат|Тан|Наташ|Маш|Даш|Лен|Ир|Свет|Гал|Люд|Люс|Нин|Зин|Вал|Вер|Над|Люб|Тамар|Лид|Рит|Марин|Юл|Ан|Алл|Ра|Зо|Том|Клав|Шур|Тон|Жен|Лар|Ларис|Соф|Сон|Пол|Роз|Эл';
const UNCLES =
  'Кол|Ван|Пет|Саш|Миш|Вов|Дим|Вит|Тол|Юр|Сер[её]ж|Паш|Л[её]ш|Ген|Бор|Слав|Жен|Кост|Фед|Гриш|Л[её]н|Сен|Вас|Степ|Валер|Ром';

/** Aunts and uncles by one letter before a short name: "т. Оля и д. Коля", "от т. Веры". */
export const relatives: readonly Rule[] = [relative('[Тт]', AUNTS, 'тёт'), relative('[Дд]', UNCLES, 'дяд')];

function relative(letter: string, names: string, stem: string): Rule {
  return wordRule(`${letter}\\.(?=\\s?(?:${names})([аяеуюыи]|[ое]й)(?!\\p{L}))`, (match) => {
    const ending = match[1] ?? '';
    return said(match, `${stem}${SOFT[ending] ?? ending}`);
  });
}

// The endings of "Оля" and of "тётя" for those of "Вера".
const SOFT: Readonly<Record<string, string>> = { а: 'я', у: 'ю', ы: 'и', ой: 'ей' };
