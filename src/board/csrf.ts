import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isSame } from '#root/board/login.js';

const COOKIE = 'zdravitsa-board';

export type Csrf = ReturnType<typeof createCsrf>;

/**
 * Tokens for forms, each bound to a cookie of the browser that was given it. They are good while this process lives:
 * after a restart a page has to be loaded again before it can change anything.
 */
export function createCsrf() {
  const secret = randomBytes(32);
  const tokenFor = (session: string) => createHmac('sha256', secret).update(session).digest('base64url');

  return {
    /** Returns the token for a form of this answer. */
    token(context: Context): string {
      const session = getCookie(context, COOKIE) ?? randomBytes(24).toString('base64url');
      setCookie(context, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return tokenFor(session);
    },

    /** Tells whether the form that was sent carries the token of its sender. */
    isValid(context: Context, token: unknown): boolean {
      const session = getCookie(context, COOKIE);
      return session !== undefined && typeof token === 'string' && isSame(token, tokenFor(session));
    },
  };
}
