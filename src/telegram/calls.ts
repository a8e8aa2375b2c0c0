import type { Transformer } from 'grammy';

export interface CallEnd {
  method: string;
  /** `ok`, the error code, `unreachable`, or `aborted` if this process ended the call. */
  answer: string;
}

export type OnCall = (end: CallEnd) => void;

/** Returns a transformer for `api.config.use` that reports how each call of the Bot API ended. */
export function observeCalls(onCall: OnCall): Transformer {
  return async (call, method, payload, signal) => {
    try {
      const response = await call(method, payload, signal);
      onCall({ method, answer: response.ok ? 'ok' : String(response.error_code) });
      return response;
    } catch (error) {
      onCall({ method, answer: signal?.aborted ? 'aborted' : 'unreachable' });
      throw error;
    }
  };
}
