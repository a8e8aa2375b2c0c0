import type { Transformer } from 'grammy';

export interface CallEnd {
  method: string;
  /** `ok`, the error code, `unreachable`, or `aborted` where this process ended the call. */
  answer: string;
}

export type OnCall = (end: CallEnd) => void;

/** Returns what tells of every call of the Bot API how it was answered, to be passed to `api.config.use`. */
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
