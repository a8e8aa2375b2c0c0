import { governed } from '#root/tts/normalise/ru/context.js';
import type { Case } from '#root/tts/normalise/ru/grammar.js';

/** Returns the case of a feminine noun after the text: an adjective before it shows the case, or a preposition asks for it. */
export function feminineCase(left: string): Case {
  const [, word = '', ending] = /([\p{L}\d-]+(ая|яя|ую|юю|[ое]й))\s$/u.exec(left) ?? [];
  if (ending === 'ая' || ending === 'яя') return 'nominative';
  if (ending === 'ую' || ending === 'юю') return 'accusative';
  const [first = 'nominative', second] = governed(left.slice(0, left.length - word.length - 1));
  if (ending === undefined) return second === 'prepositional' ? second : first;
  if (second === 'prepositional' || second === 'instrumental') return second;
  return first === 'nominative' || first === 'accusative' ? 'genitive' : first;
}
