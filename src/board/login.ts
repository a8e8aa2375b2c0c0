import { createHmac, randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { MiddlewareHandler } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { auth } from 'hono/utils/basic-auth';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { SetupError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

export interface Login {
  user: string;
  password: string;
}

// Wrong passwords of one address, or of one browser that is known, and the time in which they may be tried.
const MOST_FAILURES = 10;
const FAILURES_WITHIN_S = 60;

const KNOWN_BROWSER = 'zdravitsa-known-browser';
const KNOWN_FOR_S = 30 * 24 * 3_600;

/**
 * Returns the login to ask for, or undefined where none is set, which only a loopback address may do without. Throws
 * SetupError where it is incomplete, or missing and needed.
 */
export function loginOf({
  host,
  user,
  password,
}: { host: string } & { [Part in keyof Login]: string | undefined }): Login | undefined {
  if (user !== undefined && password !== undefined) return { user, password };
  const isComplete = user === undefined && password === undefined;
  if (isComplete && isLoopback(host)) return undefined;
  const missing = Object.entries({ BOARD_USER: user, BOARD_PASSWORD: password }).filter(([, value]) => !value);
  const reason = isComplete ? `is needed where BOARD_HOST is ${host}` : 'is needed beside the other half of the login';
  const lines = missing.map(([name]) => `  ${name}: ${reason}`);
  throw new SetupError('CONFIG_INVALID', `Wrong or missing variables:\n${lines.join('\n')}`);
}

/** Tells whether only this machine reaches the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Lets in who knows the login (HTTP Basic); an address that guesses too often has to wait. A browser that was let in
 * once is counted for itself (OWASP's device cookies): behind a proxy, where all have one address, who guesses does
 * not lock out who works. The cookie opens nothing without the password.
 */
export function requireLogin({ user, password }: Login, logger: Logger): MiddlewareHandler {
  const failures = new RateLimiterMemory({ points: MOST_FAILURES, duration: FAILURES_WITHIN_S });
  // The same for every board that has this login, and another one with the next password.
  // Slow on purpose: other servers of this host see the cookie, and could try passwords on it.
  const cookieKey = new Uint8Array(scryptSync(password, `${KNOWN_BROWSER} ${user}`, 32));

  return async (context, next) => {
    const address = getConnInfo(context).remote.address ?? 'unknown';
    const browser = await getSignedCookie(context, cookieKey, KNOWN_BROWSER);
    const isKnown = typeof browser === 'string';
    const guesser = isKnown ? `browser ${browser}` : address;
    const counted = await failures.get(guesser);
    if (counted !== null && counted.remainingPoints <= 0) {
      context.header('Retry-After', String(Math.ceil(counted.msBeforeNext / 1_000)));
      return context.text('Too many wrong passwords. Please wait a minute.', 429);
    }
    const given = auth(context.req.raw);
    // Both are always compared: the time tells nothing about which one was wrong.
    const rightUser = isSame(given?.username ?? '', user);
    const rightPassword = isSame(given?.password ?? '', password);
    if (rightUser && rightPassword) {
      if (!isKnown) {
        const options = { httpOnly: true, sameSite: 'Lax', maxAge: KNOWN_FOR_S } as const;
        await setSignedCookie(context, KNOWN_BROWSER, randomUUID(), cookieKey, options);
      }
      return next();
    }
    if (given !== undefined) {
      logger.warn('wrong login at the board', { address });
      await failures.consume(guesser).catch(() => {});
    }
    context.header('WWW-Authenticate', 'Basic realm="Zdravitsa", charset="UTF-8"');
    return context.text('Please log in.', 401);
  };
}

const comparisonKey = randomBytes(32);

/** Compares in a time that depends on neither content nor length. */
export function isSame(a: string, b: string): boolean {
  const digest = (value: string) => createHmac('sha256', comparisonKey).update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
