/**
 * Returns a signal that aborts after `ms` milliseconds, or with the other signal. Not AbortSignal.timeout: Node 20 may
 * collect it as garbage before it fires if it is passed to AbortSignal.any.
 */
export function timeoutSignal(ms: number, signal?: AbortSignal): AbortSignal {
  const limit = new AbortController();
  setTimeout(() => limit.abort(), ms).unref();
  return signal === undefined ? limit.signal : AbortSignal.any([limit.signal, signal]);
}
