import { describe, expect, test } from 'vitest';
import type { EngineName } from '#root/config/speech.js';
import { StepError, UnavailableError } from '#root/errors.js';
import type { VoiceWish } from '#root/tts/catalogue.js';
import { type ChainOptions, createSpeechChain } from '#root/tts/chain.js';
import { type EngineCall, EngineFailure } from '#root/tts/engine-call.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import { rhvoiceVoices } from '#root/tts/engines/rhvoice/voices.js';
import type { Voice } from '#root/tts/speech-engine.js';

const wish = { language: 'ru', gender: 'female' } as const;

/** An engine that has the voices. What it speaks is of no matter here: the test speaks itself. */
function call(name: EngineName, voices: readonly Voice[]): EngineCall {
  const nothing = async () => undefined;
  const engine = { availability: async () => ({ voices }), speak: nothing, close: nothing };
  return { name, engine, isOut: () => false, speak: nothing };
}

const rhvoice = call('rhvoice', rhvoiceVoices);
const espeak = call('espeak', espeakVoices);

/** Returns the voices in the order in which the chain tries them. */
async function order(calls: readonly EngineCall[], asked: VoiceWish, options: ChainOptions = {}): Promise<string[]> {
  const tried: string[] = [];
  const fail = async ({ voice }: { voice: Voice }) => {
    tried.push(voice.id);
    throw new EngineFailure('not now', { cause: new StepError('TTS_FAILED', 'not now') });
  };
  await expect(createSpeechChain(calls)(asked, fail, options)).rejects.toThrow('not now');
  return tried;
}

/** Returns what the chain does if its engines fail with these errors. */
function failWith(...errors: unknown[]) {
  const left = [...errors];
  return createSpeechChain([rhvoice, espeak])(
    wish,
    () => Promise.reject(new EngineFailure('not now', { cause: left.shift() })),
    {},
  );
}

describe('the chain of engines', () => {
  test('speaks by the first one in its voice nearest to the wish', async () => {
    const spoken = await createSpeechChain([rhvoice, espeak])(wish, async ({ call: { name } }) => name, {});
    expect(spoken).toMatchObject({ result: 'rhvoice', voice: { id: 'rhvoice-anna' } });
  });

  test('starts at the voice that spoke the other lines, then at the one that the greeting names', async () => {
    const [, named] = espeakVoices.filter(({ language }) => language === 'ru');
    const chosen = { engine: 'espeak', id: 'espeak-ru-male' };
    expect(await order([rhvoice, espeak], wish)).toEqual(['rhvoice-anna', 'espeak-ru-female']);
    expect(await order([rhvoice, espeak], wish, { chosen })).toEqual(['espeak-ru-male', 'rhvoice-anna']);
    expect(await order([rhvoice, espeak], { ...wish, voice: named })).toEqual([named?.id, 'rhvoice-anna']);
  });

  test('speaks by a voice of the same language if the chosen one is gone, and of the first engine if that is gone', async () => {
    expect(await order([espeak], wish, { chosen: { engine: 'espeak', id: 'espeak-ru-gone' } })).toEqual([
      'espeak-ru-female',
    ]);
    expect(await order([espeak], wish, { chosen: { engine: 'gone', id: 'gone-anna' } })).toEqual(['espeak-ru-female']);
  });

  test('passes by engines without a voice of the language', async () => {
    expect(await order([rhvoice, espeak], { ...wish, language: 'kk' })).toEqual(['espeak-kk-female']);
    const none = await createSpeechChain([rhvoice])({ ...wish, language: 'kk' }, async () => 'spoken', {});
    expect(none).toBeUndefined();
  });

  test('waits if no engine has what it needs', async () => {
    const bare = createSpeechChain([call('rhvoice', []), call('espeak', [])]);
    await expect(bare(wish, async () => 'spoken', {})).rejects.toMatchObject({
      name: 'UnavailableError',
      code: 'SPEECH_UNAVAILABLE',
    });
  });

  test('fails by the line if no engine can speak it', async () => {
    const bad = new StepError('SPEECH_BAD', 'silent');
    await expect(failWith(bad, new StepError('TTS_FAILED', 'not now'))).rejects.toBe(bad);
  });

  test('waits as long as the engine that is back first, if one may speak later', async () => {
    const limited = (retryAfterMs?: number) =>
      new UnavailableError('SPEECH_LIMITED', 'later', retryAfterMs === undefined ? {} : { retryAfterMs });
    const unavailable = { name: 'UnavailableError', code: 'SPEECH_UNAVAILABLE' };
    await expect(failWith(limited(90_000), limited(20_000))).rejects.toMatchObject({
      ...unavailable,
      retryAfterMs: 20_000,
    });
    await expect(failWith(new StepError('SPEECH_BAD', 'silent'), limited())).rejects.toMatchObject({
      ...unavailable,
      retryAfterMs: undefined,
    });
  });

  test('throws what no engine caused', async () => {
    const broken = new Error('the database is away');
    const chain = createSpeechChain([rhvoice, espeak]);
    await expect(chain(wish, () => Promise.reject(broken), {})).rejects.toBe(broken);
  });
});
