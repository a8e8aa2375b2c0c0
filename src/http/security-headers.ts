import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

type ContentSecurityPolicy = NonNullable<NonNullable<Parameters<typeof secureHeaders>[0]>['contentSecurityPolicy']>;

/**
 * Sets security headers on every response. Scripts, styles and pictures may come from the same address only, unless the
 * policy says otherwise. Responses are not cached unless the handler allows it, because they hold people's names.
 */
export function securityHeaders(policy: ContentSecurityPolicy = {}): MiddlewareHandler {
  const set = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...policy,
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    // The proxy that terminates TLS sets this header, because only it knows whether the host is served over TLS only.
    strictTransportSecurity: false,
  });
  return async (context, next) => {
    await set(context, next);
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  };
}
