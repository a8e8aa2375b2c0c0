import type { ApiCallFn } from 'grammy';
import { expect, test } from 'vitest';
import { type CallEnd, observeCalls } from '#root/telegram/calls.js';

async function endsOf(answer: () => Promise<unknown>, signal = new AbortController().signal): Promise<CallEnd[]> {
  const ends: CallEnd[] = [];
  const call = answer as unknown as ApiCallFn;
  await observeCalls((end) => ends.push(end))(call, 'getMe', {}, signal as never).catch(() => {});
  return ends;
}

test('every call is reported once, with its answer', async () => {
  const refusal = { ok: false, error_code: 429, description: 'Too Many Requests' };
  expect(await endsOf(async () => ({ ok: true, result: {} }))).toEqual([{ method: 'getMe', answer: 'ok' }]);
  expect(await endsOf(async () => refusal)).toEqual([{ method: 'getMe', answer: '429' }]);
});

test('a call without an answer is reported as unreachable, or as aborted by this process', async () => {
  const fail = async () => Promise.reject(new Error('no'));
  expect(await endsOf(fail)).toEqual([{ method: 'getMe', answer: 'unreachable' }]);
  expect(await endsOf(fail, AbortSignal.abort())).toEqual([{ method: 'getMe', answer: 'aborted' }]);
});
