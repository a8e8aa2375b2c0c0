import type { Headers, Response } from 'undici';
import { SetupError, StepError, UnavailableError, ZdravitsaError } from '#root/errors.js';

/** What no message may contain. */
export interface Confidential {
  /** Text to be spoken. */
  text: string;
  secrets: readonly string[];
}

interface RefusalContext extends Confidential {
  name: string;
  baseUrl: string;
  variables: string;
}

const LONGEST_REASON = 200;
// A proxy's login, a request that took too long to arrive, and a server that is not ready yet.
const PASSING = new Set([407, 408, 425]);
// Codes of OpenAI and ElevenLabs for accounts without money: https://platform.openai.com/docs/guides/error-codes,
// https://elevenlabs.io/docs/api-reference/errors. Waiting does not help, whatever the status.
const WITHOUT_MONEY = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'quota_exceeded',
  'payment_required',
]);
const UNTRUSTED =
  /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|(DEPTH_ZERO_)?SELF_SIGNED_CERT(_IN_CHAIN)?)$/;

/** Returns the error for an answer without success. */
export function refusalOf({ status, headers }: Response, body: Buffer, context: RefusalContext): ZdravitsaError {
  const { name, variables } = context;
  const { codes, reason } = reasonOf(body);
  const facts = { status, codes };
  if (status === 402 || codes.some((code) => WITHOUT_MONEY.has(code))) {
    return new SetupError('SPEECH_QUOTA', `the account at ${name} has no money or characters left`, { facts });
  }
  if (status === 401 || status === 403) {
    const message = `${name} refuses access (${status}): correct ${variables}`;
    return new SetupError('SPEECH_UNAUTHORISED', message, { facts });
  }
  const waiting = { facts, ...optional('retryAfterMs', retryAfterMs(headers)) };
  if (status === 429) return new UnavailableError('SPEECH_LIMITED', `${name} allows no more requests now`, waiting);
  if (status >= 500 || PASSING.has(status)) {
    return new UnavailableError('SPEECH_UNAVAILABLE', `${name} is out of order (${status})`, waiting);
  }
  if (status >= 300 && status < 400) {
    return new StepError('SPEECH_FAILED', `${name} is not at ${context.baseUrl}: it redirects (${status})`, { facts });
  }
  return refused(name, reason ?? `status ${status}`, context, facts);
}

/** Returns the error for a request that a service refuses for this reason, without what is confidential. */
export function refused(name: string, reason: string, confidential: Confidential, facts = {}): StepError {
  return new StepError('SPEECH_FAILED', `${name} refuses to speak: ${discreet(reason, confidential)}`, { facts });
}

/** Returns the error for a call that got no complete answer. */
export function unreachable(
  error: unknown,
  { name, timedOut, timeoutMs }: { name: string; timedOut: boolean; timeoutMs: number },
): Error {
  if (error instanceof ZdravitsaError) return error;
  if (timedOut) return new UnavailableError('SPEECH_UNAVAILABLE', `${name} has not answered within ${timeoutMs} ms`);
  const code = codeOf(error);
  if (UNTRUSTED.test(code ?? '')) {
    const message = `the certificate of ${name} is not trusted (${code}): add its authority to NODE_EXTRA_CA_CERTS`;
    return new SetupError('SPEECH_UNTRUSTED', message, { cause: error });
  }
  return new UnavailableError('SPEECH_UNAVAILABLE', `${name} cannot be reached`, { cause: error });
}

/** Returns what a body in JSON, as services send it with an error, says: words for people, and codes. */
export function reasonOf(body: Buffer): { codes: string[]; reason?: string } {
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    return { codes: [] };
  }
  const parts = [json, ...inside(json, 'error'), ...inside(json, 'detail')];
  const texts = parts.flatMap((part) => [...inside(part, 'message'), ...inside(part, 'msg'), part]);
  const codes = parts.flatMap((part) => ['code', 'type', 'status'].flatMap((key) => inside(part, key)));
  const reason = texts.findLast((each) => typeof each === 'string');
  return { codes: codes.filter(isCode), ...optional('reason', reason) };
}

/** Returns whether a value is a code such as `quota_exceeded`, which quotes nothing. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z_]{1,40}$/i.test(value);
}

/** Returns the value of a property, or of the first element of an array. */
function inside(value: unknown, key: string): unknown[] {
  const found = (value as Record<string, unknown> | null | undefined)?.[key];
  return [Array.isArray(found) ? found[0] : found];
}

/**
 * Returns the words of a service without the spoken words, which it may quote, and without keys. Characters that it has
 * escaped cannot be told apart, so they are left out.
 */
function discreet(reason: string, { text, secrets }: Confidential): string {
  const spoken = new Set(text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu));
  return secrets
    .filter((secret) => secret !== '')
    .reduce((words, secret) => words.replaceAll(secret, '…'), reason)
    .replace(/(\\+u[\da-f]{4})+|(%[\da-f]{2})+/gi, '…')
    .replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => (spoken.has(word.toLowerCase()) ? '…' : word))
    .replace(/…[\s\p{P}…]*…/gu, '…')
    .slice(0, LONGEST_REASON);
}

/**
 * Returns the time that a service asks to wait, in milliseconds. `Retry-After` has seconds or a date, `retry-after-ms`
 * milliseconds, and the headers of OpenAI's limits durations such as `6m0s`.
 */
function retryAfterMs(headers: Pick<Headers, 'get'>): number | undefined {
  const value = (name: string) => headers.get(name) ?? '';
  const waits = [
    numberOf(value('retry-after-ms')),
    secondsOf(value('retry-after')),
    Date.parse(value('retry-after')) - Date.now(),
    Math.max(durationOf(value('x-ratelimit-reset-requests')), durationOf(value('x-ratelimit-reset-tokens'))),
  ];
  const wait = waits.find((ms) => Number.isFinite(ms));
  return wait === undefined ? undefined : Math.max(wait, 0);
}

function numberOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function secondsOf(text: string): number {
  return numberOf(text) * 1_000;
}

function durationOf(text: string): number {
  const {
    h = 0,
    m = 0,
    s = 0,
    ms = 0,
  } = /^(?:(?<h>\d+)h)?(?:(?<m>\d+)m(?!s))?(?:(?<s>[\d.]+)s)?(?:(?<ms>[\d.]+)ms)?$/.exec(text)?.groups ?? {};
  const total = Number(h ?? 0) * 3_600_000 + Number(m ?? 0) * 60_000 + Number(s ?? 0) * 1_000 + Number(ms ?? 0);
  return total === 0 ? -Infinity : total;
}

/** Returns the code of the innermost cause that has one. */
function codeOf(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return (cause === undefined ? undefined : codeOf(cause)) ?? (typeof code === 'string' ? code : undefined);
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [name in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [name in Name]?: Value };
}

/** Throws `StepError` (SPEECH_FAILED) if the text has more characters than a service takes. */
export function assertLength(name: string, text: string, longest: number): void {
  if (text.length <= longest) return;
  throw new StepError('SPEECH_FAILED', `${name} takes lines of up to ${longest} characters`, {
    facts: { characters: text.length },
  });
}
