/** @import { GreetingEvent } from './index.js' */

/**
 * Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) whose data is JSON.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<GreetingEvent, void>}
 */
export async function* readEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block);
        if (event !== undefined) yield event;
      }
    }
  } finally {
    // Also ends the request if the caller has heard enough.
    await reader.cancel().catch(() => {});
  }
}

/**
 * @param {string} block
 * @returns {GreetingEvent | undefined}
 */
function parse(block) {
  const fields = block.split(/\r?\n/).map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
  const linesOf = (/** @type {string} */ name) =>
    fields.filter(([, field]) => field === name).map(([, , value = '']) => value);
  const data = linesOf('data');
  // A comment keeps the connection open.
  if (data.length === 0) return undefined;
  /** @type {any} */
  const type = linesOf('event')[0] ?? 'message';
  return { type, data: JSON.parse(data.join('\n')) };
}
