import { randomUUID } from 'node:crypto';
import pTimeout from 'p-timeout';
import { z } from 'zod';
import type { SpeechServices } from '#root/config/speech-services.js';
import { AbortedError, SetupError, StepError, UnavailableError } from '#root/errors.js';
import { createService, type ServiceAnswer, type ServiceDeps } from '#root/tts/engines/service-call.js';

export interface SaluteToken {
  /** Returns a token that is valid for some time, the stored one if possible. Throws the errors of `Service.call`. */
  get(options: { signal: AbortSignal }): Promise<string>;
  /** Forgets this token if it is the stored one, because the service refuses it. */
  forget(token: string): void;
  close(): Promise<void>;
}

interface Valid {
  token: string;
  /** Unix time in milliseconds. */
  expiresAt: number;
}

// A token is valid for half an hour: https://developers.sber.ru/docs/ru/salutespeech/api/authentication
const answerSchema = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/), expires_at: z.number() });
const VARIABLES = 'SALUTE_AUTH_KEY or SALUTE_SCOPE';
// A line that is asked for now may be spoken a minute later.
const SPARE_MS = 60_000;

/** Creates the token with which SaluteSpeech is called. Lines that need one at the same time share a request. */
export function createSaluteToken(
  settings: SpeechServices['salute'],
  { name, ...deps }: ServiceDeps & { name: string },
): SaluteToken {
  const { key = '', scope, authUrl } = settings;
  const service = createService({ ...deps, name, baseUrl: authUrl, variables: VARIABLES });
  const closing = new AbortController();
  let current: Valid | undefined;
  let pending: Promise<Valid> | undefined;

  async function renew(): Promise<Valid> {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      authorization: `Basic ${key}`,
      RqUID: randomUUID(),
    };
    const body = new URLSearchParams({ scope }).toString();
    try {
      current = parseToken(await service.call({ headers, body, text: '', secrets: [key] }, closing));
      return current;
    } catch (error) {
      // A scope that is not the key's own is refused as a wrong request.
      if (!(error instanceof StepError)) throw error;
      throw new SetupError('SPEECH_UNAUTHORISED', `${error.message}: correct ${VARIABLES}`, { cause: error });
    }
  }

  function parseToken({ body }: ServiceAnswer): Valid {
    try {
      const { access_token: token, expires_at: expiresAt } = answerSchema.parse(JSON.parse(body.toString()));
      return { token, expiresAt };
    } catch {
      // The cause would quote the token.
      throw new UnavailableError('SPEECH_UNAVAILABLE', `${name} sends no token`);
    }
  }

  return {
    async get({ signal }) {
      if (current !== undefined && current.expiresAt - SPARE_MS > Date.now()) return current.token;
      pending ??= renew().finally(() => {
        pending = undefined;
      });
      try {
        return (await pTimeout(pending, { milliseconds: Infinity, signal })).token;
      } catch (error) {
        throw signal.aborted ? new AbortedError(signal.reason) : error;
      }
    },

    forget(token) {
      if (current?.token === token) current = undefined;
    },

    async close() {
      closing.abort();
      await service.close();
    },
  };
}
