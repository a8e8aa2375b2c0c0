import { createHash } from 'node:crypto';
import type { ApiDeps } from '#root/api/api-deps.js';
import { assertScope } from '#root/api/authenticate.js';
import type { OrderBody } from '#root/api/greetings/schemas.js';
import { ProblemError } from '#root/api/problem.js';
import { WEBHOOKS_OFF } from '#root/api/webhooks/secrets.js';
import type { CheckedOrder } from '#root/greeting/check-order.js';
import type { StoredFiles } from '#root/greeting/order.js';
import type { ApiKey } from '#root/jobs/api-keys.js';
import type { Allowance } from '#root/jobs/usage.js';
import type { NewVideoJob, VideoJob } from '#root/jobs/video-job.js';

type TakeOrderDeps = Pick<ApiDeps, 'checkOrder' | 'takeIn' | 'submitter' | 'videoJobs' | 'config'>;

/** Finds the files of uploads. Throws ProblemError 422 if the key has no such upload. */
export type FindUploads = (apiKey: ApiKey, ids: Pick<OrderBody, 'photos' | 'recording'>) => Promise<StoredFiles>;

export interface Asked {
  apiKey: ApiKey;
  body: OrderBody;
  /** Value of Idempotency-Key. */
  idempotencyKey?: string | undefined;
}

/** Returns how many greetings of a key may be open. */
export function allowanceOf({ id, openMax }: ApiKey): Allowance {
  return { owner: 'apiKeyId', id, limits: { openMax } };
}

/** Returns the key of a request that may be repeated. Undefined without an Idempotency-Key. */
export function requestKeyOf({ id }: ApiKey, idempotencyKey: string | undefined): string | undefined {
  return idempotencyKey === undefined ? undefined : `api-${id}-${idempotencyKey}`;
}

/** Returns the same hash for the same content, in whatever order its fields stand. */
export function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(body)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, each]) => [name, sorted(each)]),
  );
}

/** Creates the function that takes orders: checks them, finds their uploads, submits them. */
export function createOrderTaker(deps: TakeOrderDeps, findUploads: FindUploads) {
  const { checkOrder, takeIn, submitter, videoJobs, config } = deps;

  /** Throws ProblemError 422 or 403, or InputError that names the field. */
  async function check({ apiKey, body }: Asked): Promise<CheckedOrder<string>> {
    assertDeliverable(apiKey, body);
    assertNotifiable(body);
    const { deliver: _, webhookUrl: _url, metadata: _metadata, photos, recording, ...content } = body;
    return checkOrder<string>({ ...content, stored: await findUploads(apiKey, { photos, recording }) });
  }

  function assertNotifiable({ webhookUrl }: OrderBody): void {
    if (webhookUrl === undefined || config.api.webhooks.secret !== undefined) return;
    const fault = { pointer: '/webhookUrl', code: 'WEBHOOKS_OFF', detail: WEBHOOKS_OFF };
    throw new ProblemError(422, fault.code, fault.detail, { errors: [fault] });
  }

  function assertDeliverable(apiKey: ApiKey, { deliver }: OrderBody): void {
    if (deliver === undefined) return;
    assertScope(apiKey, 'telegram');
    if (config.telegram.token !== undefined) return;
    const fault = { pointer: '/deliver/telegram', code: 'TELEGRAM_OFF', detail: 'this installation has no bot' };
    throw new ProblemError(422, fault.code, fault.detail, { errors: [fault] });
  }

  return {
    check,

    /** Returns what the order becomes in the database, apart from what a batch shares. */
    async prepare(asked: Asked): Promise<NewVideoJob> {
      const { apiKey, body } = asked;
      const spec = await takeIn(await check(asked));
      const chatId = body.deliver?.telegram.chatId;
      return {
        spec,
        apiKeyId: apiKey.id,
        delivery: chatId === undefined ? 'link' : 'telegram',
        chatId,
        metadata: body.metadata,
        webhookUrl: body.webhookUrl,
      };
    },

    /**
     * Stores and starts a greeting. The same request again returns the first one, with `created` false. Throws
     * ProblemError 422 (IDEMPOTENCY_MISMATCH) if its key was another request's.
     */
    async take(asked: Asked): Promise<{ videoJob: VideoJob; created: boolean }> {
      const { apiKey, body, idempotencyKey } = asked;
      const requestHash = hashOf(body);
      const requestKey = requestKeyOf(apiKey, idempotencyKey);
      // Before the checks, which the same request may not pass a second time: its uploads may be gone.
      const known = requestKey === undefined ? undefined : await videoJobs.findByRequest(requestKey);
      if (known !== undefined) {
        assertRepeated(known, requestHash);
        return { videoJob: known, created: false };
      }
      const request = { ...(await this.prepare(asked)), requestKey, requestHash };
      const taken = await submitter.submit(request, allowanceOf(apiKey));
      if (!taken.created) assertRepeated(taken.videoJob, requestHash);
      return taken;
    },
  };
}

function assertRepeated({ requestHash, removedAt }: VideoJob, hash: string): void {
  assertSame(requestHash, hash);
  if (removedAt !== null) throw new ProblemError(410, 'GREETING_DELETED', 'the greeting of this request was deleted');
}

/** Throws ProblemError 422 if the earlier request with the same Idempotency-Key was another one. */
export function assertSame(earlierHash: string | null, hash: string): void {
  if (earlierHash === hash) return;
  const detail = 'this Idempotency-Key was sent with another body before; take a new one for a new request';
  throw new ProblemError(422, 'IDEMPOTENCY_MISMATCH', detail);
}
