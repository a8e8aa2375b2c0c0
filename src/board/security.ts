import type { MiddlewareHandler } from 'hono';
import { QUEUES_PATH } from '#root/board/bull-board.js';
import { securityHeaders } from '#root/http/security-headers.js';

/** Sets security headers on every response of the board. Bull Board needs inline styles as well. */
export function boardHeaders(): MiddlewareHandler {
  const strict = securityHeaders();
  const queues = securityHeaders({ styleSrc: ["'self'", "'unsafe-inline'"] });
  return async (context, next) => {
    const isOfQueues = context.req.path === QUEUES_PATH || context.req.path.startsWith(`${QUEUES_PATH}/`);
    await (isOfQueues ? queues : strict)(context, next);
  };
}
