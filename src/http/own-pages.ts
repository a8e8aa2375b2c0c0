import type { MiddlewareHandler } from 'hono';
import { isLoopback } from '#root/config/is-loopback.js';

/**
 * Refuses requests for host names other than localhost. If no login is asked for, every request from this machine is
 * trusted. A foreign page could send such requests through a name that resolves to 127.0.0.1 (DNS rebinding).
 * @param refusal text of the answer
 */
export function onlyLoopbackNames(refusal: string): MiddlewareHandler {
  return async (context, next) => {
    if (isLoopback(new URL(context.req.url).hostname)) return next();
    return context.text(refusal, 403);
  };
}

/**
 * Refuses writes that do not come from the server's own pages. The browser names the origin, so no tokens are stored, and
 * the check works across restarts and for several servers behind one address. Browsers send `Sec-Fetch-Site` over TLS and
 * on this machine. Without that header, `Origin` must name the requested host.
 * @param allowPrograms whether a request that names no origin is allowed: no browser sends one from another site
 */
export function onlySameOriginWrites({ allowPrograms = false } = {}): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    const site = context.req.header('sec-fetch-site');
    const origin = context.req.header('origin');
    if (allowPrograms && site === undefined && origin === undefined) return next();
    const isOwn = site === undefined ? isSameHost(origin, context.req.url) : site === 'same-origin';
    if (isOwn) return next();
    return context.text('Refused, because the request comes from another site.', 403);
  };
}

/** Ignores the scheme, which a proxy that terminates TLS changes. */
function isSameHost(origin: string | undefined, url: string): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
