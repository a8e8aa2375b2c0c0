import { createHmac, randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { MiddlewareHandler } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { auth } from 'hono/utils/basic-auth';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { isLoopback } from '#root/config/is-loopback.js';
import { SetupError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

export interface Login {
  user: string;
  password: string;
}

// Limit of wrong passwords in a period, for each address and each known browser.
const MAX_FAILURES = 10;
const FAILURE_PERIOD_S = 60;

const COOKIE = 'zdravitsa-known-browser';
const COOKIE_MAX_AGE_S = 30 * 24 * 3_600;

/**
 * Returns the login that requests need, or undefined if none is set. Throws `SetupError` if the login is incomplete, or
 * if it is missing and the host is not a loopback address.
 */
export function loginOf({
  host,
  user,
  password,
}: { host: string } & { [Part in keyof Login]: string | undefined }): Login | undefined {
  if (user !== undefined && password !== undefined) return { user, password };
  const isAbsent = user === undefined && password === undefined;
  if (isAbsent && isLoopback(host)) return undefined;
  const missing = Object.entries({ BOARD_USER: user, BOARD_PASSWORD: password }).filter(([, value]) => !value);
  const condition = isAbsent ? `BOARD_HOST is ${host}` : 'the other variable of the login is set';
  const lines = missing.map(([name]) => `  ${name}: is required if ${condition}`);
  throw new SetupError('CONFIG_INVALID', `Wrong or missing variables:\n${lines.join('\n')}`);
}

/**
 * Requires the login by HTTP Basic authentication. An address that sends too many wrong passwords has to wait. A browser
 * that logged in before has a cookie and its own count (OWASP's device cookies). Otherwise an attacker would lock the
 * operators out behind a proxy, where all clients share one address. The cookie does not replace the password.
 */
export function requireLogin({ user, password }: Login, logger: Logger): MiddlewareHandler {
  const failures = new RateLimiterMemory({ points: MAX_FAILURES, duration: FAILURE_PERIOD_S });
  // Derived from the login, so that all boards with this login accept the cookie until the password changes.
  // The derivation is slow, because other servers of this host see the cookie and could guess the password from it.
  const cookieKey = new Uint8Array(scryptSync(password, `${COOKIE} ${user}`, 32));

  return async (context, next) => {
    const address = getConnInfo(context).remote.address ?? 'unknown';
    const browser = await getSignedCookie(context, cookieKey, COOKIE);
    const isKnown = typeof browser === 'string';
    const client = isKnown ? `browser ${browser}` : address;
    const count = await failures.get(client);
    if (count !== null && count.remainingPoints <= 0) {
      context.header('Retry-After', String(Math.ceil(count.msBeforeNext / 1_000)));
      return context.text('Too many wrong passwords. Please wait a minute.', 429);
    }
    const given = auth(context.req.raw);
    // Always compares both, so that the response time does not reveal which one was wrong.
    const isRightUser = isSame(given?.username ?? '', user);
    const isRightPassword = isSame(given?.password ?? '', password);
    if (isRightUser && isRightPassword) {
      if (!isKnown) {
        const options = { httpOnly: true, sameSite: 'Lax', maxAge: COOKIE_MAX_AGE_S } as const;
        await setSignedCookie(context, COOKIE, randomUUID(), cookieKey, options);
      }
      return next();
    }
    if (given !== undefined) {
      logger.warn('board login failed', { address });
      await failures.consume(client).catch(() => {});
    }
    context.header('WWW-Authenticate', 'Basic realm="Zdravitsa", charset="UTF-8"');
    return context.text('Please log in.', 401);
  };
}

const comparisonKey = randomBytes(32);

/** Compares two texts in a time that depends on neither their content nor their length. */
export function isSame(a: string, b: string): boolean {
  const digest = (value: string) => createHmac('sha256', comparisonKey).update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
