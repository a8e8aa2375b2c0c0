import { z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { escaped, unstorableIn } from '#root/api/storable.js';
import { AbortedError, InputError, LimitError, UnavailableError } from '#root/errors.js';

const TYPE_BASE = 'https://github.com/zdravitsa/zdravitsa/blob/main/docs/api.md#';

const faultSchema = z.object({
  pointer: z.string().openapi({ description: 'JSON Pointer to the part of the request', example: '/to' }),
  code: z.string().openapi({ example: 'NAME_EMPTY' }),
  detail: z.string(),
});

/** What is wrong with one part of a request. */
export type Fault = z.infer<typeof faultSchema>;

/** Body of every error: RFC 9457. */
const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().openapi({ description: 'Names the error for programs', example: 'GREETING_UNKNOWN' }),
    errors: z.array(faultSchema).optional(),
    requestId: z.string(),
  })
  .openapi('Problem', {
    example: {
      type: `${TYPE_BASE}invalid-request`,
      title: 'Invalid request',
      status: 422,
      detail: '/to: the name is empty',
      code: 'NAME_EMPTY',
      errors: [{ pointer: '/to', code: 'NAME_EMPTY', detail: 'the name is empty' }],
      requestId: '0f5cf1d3-6f0c-4d3f-9d0b-54e4a4b9d4a1',
    },
  });

export type Problem = z.infer<typeof problemSchema>;

const titles = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported type of content',
  422: 'Invalid request',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Temporarily unavailable',
} as const;

export type ProblemStatus = keyof typeof titles;

interface ProblemDetails {
  errors?: readonly Fault[];
  headers?: Record<string, string>;
  cause?: unknown;
}

/** An answer other than success. Thrown by handlers, and made into a response at one place. */
export class ProblemError extends Error {
  readonly status: ProblemStatus;
  readonly code: string;
  readonly errors: readonly Fault[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: ProblemStatus,
    code: string,
    detail: string,
    { errors, headers = {}, cause }: ProblemDetails = {},
  ) {
    super(detail, { cause });
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}

/** Where a part of a request stands, as the validator names it. */
type Target = 'json' | 'form' | 'query' | 'param' | 'header' | 'cookie';

/** Returns the error for a request that does not match the schema of its route. */
export function invalid(issues: readonly z.core.$ZodIssue[], target: Target): ProblemError {
  return requestInvalid(issues.flatMap((issue) => faultsOf(issue, baseOf(target))));
}

/** Throws ProblemError 422 if a part of the request cannot be stored. */
export function assertStorable(value: unknown, target: Target): void {
  const pointers = unstorableIn(value, baseOf(target));
  if (pointers.length === 0) return;
  const fault = { code: 'CONTROL_CHARACTERS', detail: 'holds control characters' };
  throw requestInvalid(pointers.map((pointer) => ({ pointer, ...fault })));
}

function requestInvalid(errors: readonly Fault[]): ProblemError {
  const [first] = errors;
  const detail = first === undefined ? 'the request is invalid' : `${first.pointer}: ${first.detail}`;
  return new ProblemError(422, 'REQUEST_INVALID', detail, { errors });
}

function baseOf(target: Target): string {
  return target === 'json' ? '' : `/${target}`;
}

function faultsOf(issue: z.core.$ZodIssue, base: string): Fault[] {
  const pointerTo = (path: PropertyKey[]) => base + path.map((part) => `/${escaped(String(part))}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      code: 'FIELD_UNKNOWN',
      detail: 'there is no such field',
    }));
  }
  return [{ pointer: pointerTo(issue.path), code: issue.code.toUpperCase(), detail: issue.message }];
}

/** Returns the fault of an order that the checks refuse. @param pointer where the order stands in the request */
function faultOf({ field, code, message }: InputError, pointer = ''): Fault {
  const name = field === 'photo' ? 'photos' : field;
  return { pointer: `${pointer}/${name}`, code, detail: message };
}

const RETRY_AFTER_S = 5;

/** Returns the answer to an error, whatever threw it. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InputError) {
    const fault = faultOf(error);
    return new ProblemError(422, error.code, `${fault.pointer}: ${fault.detail}`, { errors: [fault] });
  }
  if (error instanceof LimitError) {
    return new ProblemError(429, error.code, error.message, { headers: { 'Retry-After': String(RETRY_AFTER_S) } });
  }
  if (error instanceof UnavailableError) {
    const seconds = Math.ceil((error.retryAfterMs ?? RETRY_AFTER_S * 1_000) / 1_000);
    const headers = { 'Retry-After': String(seconds) };
    return new ProblemError(503, error.code, error.message, { headers, cause: error });
  }
  // The client has left, or this process stops.
  if (error instanceof AbortedError) {
    const headers = { 'Retry-After': String(RETRY_AFTER_S) };
    return new ProblemError(503, error.code, 'the request was stopped', { headers, cause: error });
  }
  if (error instanceof HTTPException) return ofException(error);
  // The client cannot correct it. The log has the details.
  return new ProblemError(500, 'INTERNAL', 'the log has the details', { cause: error });
}

// What Hono itself refuses.
const codes: Partial<Record<ProblemStatus, string>> = { 400: 'BODY_MALFORMED', 415: 'UNSUPPORTED_TYPE_OF_CONTENT' };

function ofException(error: HTTPException): ProblemError {
  const status = error.status in titles ? (error.status as ProblemStatus) : 400;
  const code = codes[status] ?? 'REQUEST_REFUSED';
  const detail = status === 415 ? 'send Content-Type: application/json' : error.message || titles[status];
  return new ProblemError(status, code, detail, { cause: error });
}

/** Returns the address of the heading in the documentation that explains it. */
function typeOf(status: ProblemStatus): string {
  return TYPE_BASE + titles[status].toLowerCase().replaceAll(' ', '-');
}

/** Returns the response of an error. */
export function toResponse({ status, code, message, errors, headers }: ProblemError, requestId: string): Response {
  const body: Problem = {
    type: typeOf(status),
    title: titles[status],
    status,
    detail: message,
    code,
    ...(errors === undefined ? {} : { errors: [...errors] }),
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'X-Request-Id': requestId, ...headers },
  });
}

/** Returns the responses of a route for its errors, for the description of the API. */
export function problems<Status extends ProblemStatus>(...statuses: Status[]) {
  const content = { 'application/problem+json': { schema: problemSchema } };
  const entries = statuses.map((status) => [status, { description: titles[status], content }]);
  return Object.fromEntries(entries) as Record<Status, { description: string; content: typeof content }>;
}
