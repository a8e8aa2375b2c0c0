import { describe, expect, test } from 'vitest';
import type { Voice } from '#root/tts/speech-engine.js';
import { TEXT, useServiceRig } from '../helpers/speech-service-rig.js';
import { bytes, json } from '../helpers/speech-services.js';
import { tone } from '../helpers/wav.js';

const rig = useServiceRig();

describe('SaluteSpeech', () => {
  const env = () => ({
    SALUTE_AUTH_KEY: 'Basic s-key',
    SALUTE_AUTH_URL: `${rig.server().url}/oauth`,
    SALUTE_BASE_URL: `${rig.server().url}/rest/v1`,
  });
  const seen = () => rig.server().seen.at(-1);

  test('is asked as its documents say', async () => {
    const logins: unknown[] = [];
    rig.server().answerLogin((response, request) => {
      logins.push(request);
      json({ access_token: 'token', expires_at: Date.now() + 1_800_000 })(response);
    });
    rig.server().answer(bytes(tone()));
    const { say } = await rig.open('salute', { ...env(), SALUTE_SCOPE: 'SALUTE_SPEECH_CORP' });
    await say('Анна & <b>', { id: 'salute-bys' });
    expect(logins).toMatchObject([
      {
        headers: {
          authorization: 'Basic s-key',
          'content-type': 'application/x-www-form-urlencoded',
          rquid: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
        },
        body: 'scope=SALUTE_SPEECH_CORP',
      },
    ]);
    expect(seen()).toMatchObject({
      method: 'POST',
      url: '/rest/v1/text:synthesize?format=wav16&voice=Bys_24000',
      headers: { authorization: 'Bearer token', 'content-type': 'application/text' },
      body: 'Анна & <b>',
    });
    await say('"А" & <b>\u0000', { rate: 1.15 });
    expect(seen()).toMatchObject({
      headers: { 'content-type': 'application/ssml' },
      body: '<speak><paint speed="high">&quot;А&quot; &amp; &lt;b&gt; </paint></speak>',
    });
  });

  test('gives one token to lines that are spoken at once, and later', async () => {
    rig.server().answer(bytes(tone()));
    const { say } = await rig.open('salute', env());
    await Promise.all([say(), say(), say()]);
    await say();
    expect(rig.server().tokens).toEqual(['token-1']);
  });

  test('gets a new token before the old one ends, and once after a refusal', async () => {
    rig.server().answer(bytes(tone()));
    const { say } = await rig.open('salute', env());
    rig.server().answerLogin(json({ access_token: 'short', expires_at: Date.now() + 59_000 }));
    await say();
    rig.server().answerLogin(undefined);
    await say();
    expect(seen()?.headers.authorization).toBe('Bearer token-1');
    rig
      .server()
      .answer((response, { headers }) =>
        headers.authorization === 'Bearer token-1'
          ? json({ status: 401, message: 'Token has expired' }, 401)(response)
          : bytes(tone())(response),
      );
    await say();
    expect(rig.server().tokens).toEqual(['token-1', 'token-2']);
    rig.server().answer(json({ status: 401 }, 401));
    await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_UNAUTHORISED' });
    expect(rig.server().tokens).toEqual(['token-1', 'token-2', 'token-3']);
  });

  test('says what is wrong if the login is refused, and asks again for the next line', async () => {
    rig.server().answer(bytes(tone()));
    const { say } = await rig.open('salute', env());
    for (const status of [400, 401]) {
      rig.server().answerLogin(json({ code: 7, message: 'scope from db not fully includes consumed scope' }, status));
      await expect(say()).rejects.toMatchObject({ name: 'SetupError', code: 'SPEECH_UNAUTHORISED' });
      await expect(say()).rejects.toThrow('SALUTE_AUTH_KEY or SALUTE_SCOPE');
    }
    rig.server().answerLogin(json({}, 429, { 'retry-after': '3' }));
    await expect(say()).rejects.toMatchObject({ code: 'SPEECH_LIMITED', retryAfterMs: 3_000 });
    rig.server().answerLogin(json({}, 500));
    await expect(say()).rejects.toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
    rig.server().answerLogin(json({ access_token: 5 }));
    await expect(say()).rejects.toMatchObject({ code: 'SPEECH_UNAVAILABLE' });
    rig.server().answerLogin(undefined);
    await say();
    expect(rig.server().seen).toHaveLength(1);
  });

  test('does not let the end of one line take the token from another', async () => {
    rig.server().answer(bytes(tone()));
    const { engine, voices, say } = await rig.open('salute', env());
    let release = () => {};
    const asked = new Promise<void>((resolve) => {
      rig.server().answerLogin((response) => {
        release = () => json({ access_token: 'late', expires_at: Date.now() + 1_800_000 })(response);
        resolve();
      });
    });
    const stopping = new AbortController();
    const order = { text: TEXT, voice: voices[0] as Voice, rate: 1, languages: {} };
    const [stopped, kept] = [engine.speak(order, stopping), say()];
    await asked;
    stopping.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    release();
    expect((await kept)?.samples).toHaveLength(48_000);
  });
});
