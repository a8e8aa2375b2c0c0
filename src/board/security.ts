import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { QUEUES_PATH } from '#root/board/bull-board.js';
import { isLoopback } from '#root/board/login.js';

/**
 * Sets security headers on every response. Scripts and styles may come from the board only. Bull Board needs inline
 * styles as well. Responses are not cached unless the handler allows it, because the pages show people's names.
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
    // The proxy that terminates TLS sets this header, because only it knows whether the host is served over TLS only.
    strictTransportSecurity: false,
  });
}

/**
 * Refuses requests for host names other than localhost. Without a login the board trusts every request from this machine.
 * A foreign page could send such requests through a name that resolves to 127.0.0.1 (DNS rebinding).
 */
export function onlyLoopbackNames(): MiddlewareHandler {
  return async (context, next) => {
    if (isLoopback(new URL(context.req.url).hostname)) return next();
    return context.text('Without BOARD_USER and BOARD_PASSWORD the board answers at localhost only.', 403);
  };
}

/**
 * Refuses writes that do not come from the board's own pages. The browser names the origin, so no tokens are stored, and
 * the check works across restarts and for several boards behind one address. Browsers send `Sec-Fetch-Site` over TLS and
 * on this machine. Without that header, `Origin` must name the requested host.
 */
export function onlySameOriginWrites(): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    const site = context.req.header('sec-fetch-site');
    const isOwn =
      site === undefined ? isSameHost(context.req.header('origin'), context.req.url) : site === 'same-origin';
    if (isOwn) return next();
    return context.text('Refused, because the request comes from another site.', 403);
  };
}

/** Ignores the scheme, which a proxy that terminates TLS changes. */
function isSameHost(origin: string | undefined, url: string): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
