/**
 * Fires with the other signal, or when the time, milliseconds, is up. Not AbortSignal.timeout: where AbortSignal.any is
 * given it, Node 20 may collect it as garbage before it fires.
 */
export function timeoutSignal(ms: number, signal?: AbortSignal): AbortSignal {
  const limit = new AbortController();
  setTimeout(() => limit.abort(), ms).unref();
  return signal === undefined ? limit.signal : AbortSignal.any([limit.signal, signal]);
}
