import type { FontStack } from '#root/montage/text/font-stack.js';

const SIZE = { most: 30, least: 9 };
const MOST_LINES = 3;
// Of the size of the letters.
const LINE_HEIGHT = 1.1;

/**
 * Returns the lines of a name in which its letters are largest, and their size, in points. With the least size a line may be
 * wider than there is room.
 */
export function fitName(
  name: string,
  { stack, width, height }: { stack: Pick<FontStack, 'widthPerEm'>; width: number; height: number },
): { lines: string[]; size: number } {
  const sizes = brokenIn(name.split(' '), MOST_LINES).map((lines) => {
    const widest = Math.max(...lines.map((line) => stack.widthPerEm(line)));
    const size = Math.min(SIZE.most, width / widest, height / (lines.length * LINE_HEIGHT));
    return { lines, size: Math.max(size, SIZE.least) };
  });
  return sizes.reduce((best, each) => (each.size > best.size ? each : best));
}

/** Returns all ways to break words into that many lines at most, the ways with the fewest lines first. */
function brokenIn(words: readonly string[], most: number): string[][] {
  const whole = [words.join(' ')];
  if (most === 1) return [whole];
  const broken = words.slice(1).flatMap((_, index) => {
    const first = words.slice(0, index + 1).join(' ');
    return brokenIn(words.slice(index + 1), most - 1).map((rest) => [first, ...rest]);
  });
  return [whole, ...broken];
}
