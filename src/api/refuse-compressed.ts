import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '#root/api/problem.js';

/** Refuses compressed bodies, which could be of any size once they are unpacked. Throws ProblemError 415. */
export const refuseCompressed: MiddlewareHandler = ({ req }, next) => {
  const encoding = req.header('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return next();
  throw new ProblemError(415, 'UNSUPPORTED_TYPE_OF_CONTENT', `send the body without Content-Encoding: ${encoding}`);
};
