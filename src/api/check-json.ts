import { isUtf8 } from 'node:buffer';
import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '#root/api/problem.js';

// An order has 5 levels. What goes through a value level by level would run out of stack.
const MOST_LEVELS = 100;
const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json\b/i;

const signs = { quote: 0x22, backslash: 0x5c, open: new Set([0x5b, 0x7b]), close: new Set([0x5d, 0x7d]) };

/**
 * Refuses JSON in another encoding than UTF-8, whose letters would be lost without a word, and JSON with too many levels.
 * Throws ProblemError 400.
 */
export const checkJson: MiddlewareHandler = async ({ req }, next) => {
  if (JSON_TYPE.test(req.header('content-type') ?? '')) assertReadable(new Uint8Array(await req.arrayBuffer()));
  return next();
};

function assertReadable(json: Uint8Array): void {
  if (!isUtf8(json)) throw malformed('the body is not in UTF-8');
  if (isTooDeep(json)) throw malformed(`the body has more than ${MOST_LEVELS} levels`);
}

function malformed(detail: string): ProblemError {
  return new ProblemError(400, 'BODY_MALFORMED', detail);
}

/** Tells whether objects and lists stand in each other on more levels than any request needs. */
export function isTooDeep(json: Uint8Array): boolean {
  let levels = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at] as number;
    if (isText && sign === signs.backslash) at += 1;
    else if (sign === signs.quote) isText = !isText;
    else if (isText) continue;
    else if (signs.close.has(sign)) levels -= 1;
    else if (signs.open.has(sign)) levels += 1;
    if (levels > MOST_LEVELS) return true;
  }
  return false;
}
