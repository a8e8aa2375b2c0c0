import { isWish } from '#root/bot/understanding/wish/formulas.js';

// "Name: Anna, text: …", in any order, on one line or several, as in a form.
const LABEL =
  /(?<=^\s*|[\n,;.!?]\s*|\s)(?:(?<to>имя|кому|для кого|кого поздравить|кого поздравляем|получатель|name|to|for|recipient|who)|(?<occasion>повод|праздник|occasion|event)|(?<age>возраст|age)|(?<from>from|от|от кого)|(?<about>хобби|увлечени[ея]|интересы|работа|профессия|тон|стиль|длина|пол|hobby|hobbies|interests|job|tone|style|length|gender|relation(?:ship)?)|(?:(?<=[,;\n]\s*)(?:что|what)|текст|слова|поздравление|пожелание|сообщение|text|words|message|greeting|wish))\s*[:：]/giu;

/** The fields of a form. */
export interface Form {
  to: string;
  text: string;
  occasion?: string | undefined;
  age?: string | undefined;
}

/** Returns the fields of a form that begins with one of its labels. */
export function readForm(message: string): Form | undefined {
  const labels = Array.from(message.matchAll(LABEL));
  // "Поздравление⏎Кому: Лена" has a heading.
  const heading = message.slice(0, labels[0]?.index);
  if (labels[0] === undefined || !/^(?:[^\n:]{1,30}\n)?\s*$/u.test(heading) || isWish(heading)) return undefined;
  const kindOf = ({ groups = {} }: RegExpExecArray) =>
    Object.entries(groups).find(([, label]) => label !== undefined)?.[0] ?? 'text';
  // Each field once: a second label of a kind belongs to the words.
  const fields = labels.filter(
    (label, index) => labels.findIndex((other) => kindOf(other) === kindOf(label)) === index,
  );
  const values = fields.map((label, index) => {
    const end = fields[index + 1]?.index;
    const value = message.slice(label.index + label[0].length, end).trim();
    return [kindOf(label), end === undefined ? value : value.replace(/\s*[,;/|]$/, '')] as const;
  });
  const { to, text = '', from = '', occasion, age } = Object.fromEntries(values);
  if (to === undefined) return undefined;
  const [name, afterName] = splitAtEnd(to);
  const [, afterSender] = splitAtEnd(from);
  return { to: name.replace(/[.!]$/, ''), text: `${afterName}\n${afterSender}\n${text}`.trim(), occasion, age };
}

/** "Кому: Анна⏎С днём рождения!", "For: Anna. Happy birthday!" */
function splitAtEnd(field: string): [string, string] {
  const end = /\n|(?<=(?<!(?<!\p{L})(?:mr|mrs|ms|dr|prof|st))\.|!)\s/iu.exec(field)?.index ?? field.length;
  return [field.slice(0, end), field.slice(end).trim()];
}
