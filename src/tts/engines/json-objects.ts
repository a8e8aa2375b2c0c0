// A string, or a brace outside of strings.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/gs;

/**
 * Returns the JSON objects of a stream, whatever stands between them: line ends, nothing, or the commas of an array.
 * Throws `SyntaxError` if there is anything else, or the last one is cut off.
 */
export function jsonObjects(stream: string): unknown[] {
  const objects: unknown[] = [];
  let [depth, start, end] = [0, 0, 0];
  for (const { 0: token, index } of stream.matchAll(TOKEN)) {
    if (token === '{' && depth === 0) {
      assertBetween(stream.slice(end, index));
      start = index;
    }
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (token !== '}' || depth !== 0) continue;
    end = index + 1;
    objects.push(JSON.parse(stream.slice(start, end)));
  }
  assertBetween(stream.slice(end));
  return objects;
}

function assertBetween(text: string): void {
  if (!/^[\s,[\]\ufeff]*$/.test(text)) throw new SyntaxError('a stream with something else than JSON objects');
}
