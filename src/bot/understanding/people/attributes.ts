import { fold } from '#root/bot/understanding/words.js';

const PRONOUN =
  /^(?:вс(?:е|я|ю|ей|ем|его|ему|ех)|весь|(?:мо|сво)(?:й|я|е|и|ей|ему|его|ю|их|им)|наш(?:а|е|и|ей|ему|его|у|их|им)?|ее|его|их|сам(?:ая|ой|ую|ый|ому|ого))$/;
const ADJECTIVE =
  /^(?:любим|дорог|мил|родн|лучш|старш|младш|уважаем|ненаглядн|прекрасн|маленьк|больш|единственн|замечательн|бывш|двоюродн|будущ|нов|крут|общ|обожаем|драгоценн|весел|дружн|крестн|добр|красив|классн|золот|молод|люб|перв)(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ую|юю|ей|ым|им|ых|их)$/;
const ENGLISH =
  /^(?:my|our|lil|his|her|their|the|a|an|dear|dearest|lovely|little|big|old|older|younger|elder|eldest|youngest|oldest|beloved|amazing|wonderful|sweet|beautiful|favou?rite|great|best|own|awesome|new|good|precious|gorgeous|future|late|all|whole|entire)$/;

/** Returns whether a word describes a person and is not said on the card: "my dear", "моей любимой". */
export function isAttribute(word: string): boolean {
  const folded = fold(word);
  return PRONOUN.test(folded) || ADJECTIVE.test(folded) || ENGLISH.test(folded);
}

const AGREEING =
  /^\p{L}+(?:ой [а-яё]{3,}[ыие]|(?:ый|ой) [а-яё]{3,}[бвгджзклмнпрстфхцчшщ]|ого [а-яё]{3,}[ая]|ому [а-яё]{3,}[ую]|(?:ую|юю) [а-яё]{3,}[ую])$/u;

/** Returns whether the second of two words is a thing that the first one describes: "любимый город", "baby shower". */
export function describesThing(attribute = '', word = ''): boolean {
  if (/^baby$/iu.test(attribute)) return /^(?:shower|bump|news|photos?)$/iu.test(word);
  return isAttribute(attribute) && AGREEING.test(`${fold(attribute)} ${word}`);
}
