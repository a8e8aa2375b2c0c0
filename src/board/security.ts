import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { QUEUES_PATH } from '#root/board/bull-board.js';
import { isLoopback } from '#root/board/login.js';

/**
 * Headers for every answer. Scripts and styles come from here only, but for Bull Board's interface, which sets styles in
 * its markup. What a handler does not say may be kept is kept by no cache: the pages hold people's names.
 */
export function securityHeaders(): MiddlewareHandler {
  const strict = headersWith(["'self'"]);
  const queues = headersWith(["'self'", "'unsafe-inline'"]);
  return async (context, next) => {
    const isOfQueues = context.req.path === QUEUES_PATH || context.req.path.startsWith(`${QUEUES_PATH}/`);
    await (isOfQueues ? queues : strict)(context, next);
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  };
}

function headersWith(styleSrc: string[]): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      styleSrc,
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    // Whoever ends TLS before the board knows whether the host is to be reached by TLS only.
    strictTransportSecurity: false,
  });
}

/**
 * Without a login the board trusts whoever reaches it on this machine. A page from elsewhere could do so through a
 * name of its own that it points at 127.0.0.1, so only names of this machine are answered.
 */
export function onlyLoopbackNames(): MiddlewareHandler {
  return async (context, next) => {
    if (isLoopback(new URL(context.req.url).hostname)) return next();
    return context.text('Without BOARD_USER and BOARD_PASSWORD only localhost is answered.', 403);
  };
}

/**
 * Refuses what changes something unless one of the board's own pages asks for it. The browser itself says whose page it
 * is, so nothing has to be remembered: it holds across restarts and for several boards behind one address. Where it
 * sends Sec-Fetch-Site (TLS, or this machine) that decides; else Origin has to name the host that was asked.
 */
export function onlySameOriginWrites(): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    const site = context.req.header('sec-fetch-site');
    const isOwn =
      site === undefined ? isSameHost(context.req.header('origin'), context.req.url) : site === 'same-origin';
    if (isOwn) return next();
    return context.text('Refused: the request comes from another site.', 403);
  };
}

/** By host alone: whoever ends TLS before the board changes the scheme. */
function isSameHost(origin: string | undefined, url: string): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
