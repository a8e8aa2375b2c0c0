import type { FliteText } from '#root/tts/engines/flite/spoken-text.js';
import type { SpeechEvent } from '#root/tts/speech-engine.js';

interface Sound {
  phone: string;
  startMs: number;
}

const PAUSE = 'pau';
// Beside other words a word sounds differently ("the apple"). With more differences than this share of the sounds, the
// words were read differently.
const MOST_DIFFERENT = 0.25;

/**
 * Returns when each word starts. flite reports the sounds of a text, but not where a word begins. So it has also read the
 * words with a pause after each, which gives the sounds of each word.
 * @param segments sounds with their ends in seconds, as flite prints them: `pau:0.162 hh:0.259`
 * @param listed the same of the listed words
 * @return undefined if the words cannot be found in them
 */
export function fliteEvents(
  { words }: Pick<FliteText, 'words'>,
  { segments, listed }: { segments: string; listed: string },
): SpeechEvent[] | undefined {
  const wordPhones = groupByPauses(parseSounds(listed));
  if (wordPhones.length !== words.length) return undefined;
  const expected = wordPhones.flatMap((phones, word) => phones.map((phone) => ({ phone, word })));
  const spoken = parseSounds(segments).filter(({ phone }) => phone !== PAUSE);
  const { pairs, distance } = match(
    expected.map(({ phone }) => phone),
    spoken.map(({ phone }) => phone),
  );
  if (distance > MOST_DIFFERENT * expected.length) return undefined;
  const starts = new Map<number, number>();
  for (const { from, to } of pairs) {
    const { word } = expected[from] ?? { word: 0 };
    if (!starts.has(word)) starts.set(word, spoken[to]?.startMs ?? 0);
  }
  return words.flatMap(({ index }, word) => {
    const startMs = starts.get(word);
    return startMs === undefined ? [] : [{ index, startMs }];
  });
}

function parseSounds(segments: string): Sound[] {
  let startMs = 0;
  return segments
    .split(/\s+/)
    .filter(Boolean)
    .map((segment) => {
      const [phone = '', end] = segment.split(':');
      const sound = { phone, startMs };
      startMs = Number(end) * 1_000;
      return sound;
    });
}

function groupByPauses(sounds: readonly Sound[]): string[][] {
  const groups: string[][] = [[]];
  for (const { phone } of sounds) {
    if (phone === PAUSE) groups.push([]);
    else groups.at(-1)?.push(phone);
  }
  return groups.filter((group) => group.length > 0);
}

/** Returns the least number of insertions, deletions and replacements, and the elements that stand for each other. */
function match(from: readonly string[], to: readonly string[]) {
  const table = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => table[row]?.[column] ?? Infinity;
  const replaced = (row: number, column: number) =>
    at(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
  for (let row = 1; row <= from.length; row += 1) {
    table[row] = [row];
    for (let column = 1; column <= to.length; column += 1)
      table[row]?.push(Math.min(replaced(row, column), at(row - 1, column) + 1, at(row, column - 1) + 1));
  }
  const pairs: { from: number; to: number }[] = [];
  let [row, column] = [from.length, to.length];
  while (row > 0 && column > 0) {
    const isPair = at(row, column) === replaced(row, column);
    const isLeftOut = !isPair && at(row, column) === at(row - 1, column) + 1;
    if (isPair) pairs.push({ from: row - 1, to: column - 1 });
    if (isPair || isLeftOut) row -= 1;
    if (!isLeftOut) column -= 1;
  }
  return { distance: at(from.length, to.length), pairs: pairs.reverse() };
}
