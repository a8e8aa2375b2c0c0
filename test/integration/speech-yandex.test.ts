import { describe, expect, test } from 'vitest';
import { TEXT, useServiceRig } from '../helpers/speech-service-rig.js';
import { bytes, json, yandexStream } from '../helpers/speech-services.js';

const rig = useServiceRig();

describe('Yandex SpeechKit', () => {
  const env = () => ({ YANDEX_API_KEY: 'y-key', YANDEX_TTS_BASE_URL: rig.server().url });

  test('is asked as its documents say', async () => {
    rig.server().answer(bytes(yandexStream([TEXT]), 'application/json'));
    const { say } = await rig.open('yandex', { ...env(), YANDEX_FOLDER_ID: 'b1g' });
    await say('З+амок **и** зам+ок, [[ja]] sil<[300]> 2+2 & <b>', { id: 'yandex-alena', rate: 1.1 });
    expect(rig.lastRequest()).toMatchObject({
      method: 'POST',
      url: '/tts/v3/utteranceSynthesis',
      headers: { authorization: 'Api-Key y-key', 'x-folder-id': 'b1g' },
      body: {
        text: 'З+амок  и  зам+ок,  ja    2+2 & <b>',
        hints: [{ voice: 'alena' }, { role: 'good' }, { speed: 1.1 }],
        outputAudioSpec: { rawAudio: { audioEncoding: 'LINEAR16_PCM', sampleRateHertz: '48000' } },
        unsafeMode: true,
      },
    });
  });

  test('is asked with an IAM token if there is no key', async () => {
    rig.server().answer(bytes(yandexStream([TEXT]), 'application/json'));
    const { say } = await rig.open('yandex', { YANDEX_IAM_TOKEN: 't1.iam', YANDEX_TTS_BASE_URL: rig.server().url });
    await say(TEXT, { id: 'yandex-filipp' });
    expect(rig.lastRequest().headers).toMatchObject({ authorization: 'Bearer t1.iam' });
    expect(rig.lastRequest().headers).not.toHaveProperty('x-folder-id');
    expect(rig.lastRequest().body.hints).toEqual([{ voice: 'filipp' }, { speed: 1 }]);
    rig.server().answer(json({ code: 16, message: 'The token has expired' }, 401));
    await expect(say()).rejects.toThrow('YANDEX_IAM_TOKEN');
  });

  test.each([
    ['lines', '\n'],
    ['lines of Windows', '\r\n'],
    ['one after another', ''],
    ['apart', '\n\n  \n'],
    ['in an array', ','],
  ])('may send its objects %s', async (_how, separator) => {
    const parts = TEXT.split(' ');
    const stream = yandexStream(parts, { separator });
    rig.server().answer(bytes(separator === ',' ? `[${stream}]` : stream, 'application/json'));
    const sound = await (await rig.open('yandex', env())).say();
    expect(sound?.samples).toHaveLength(48_000);
    expect(sound?.events?.map(({ index }) => index)).toEqual([0, 2, 7, 17]);
    expect(sound?.events?.map(({ startMs }) => startMs)).toEqual([0, 250, 500, 750]);
  });

  test('reports no times if its chunks are sentences, or have no text', async () => {
    const { say } = await rig.open('yandex', env());
    for (const parts of [
      ['Ура. Анна поёт.', 'Все рады.'],
      ['', '', ''],
    ]) {
      rig.server().answer(bytes(yandexStream(parts), 'application/json'));
      expect((await say('Ура. Анна поёт. Все рады.'))?.events).toBeUndefined();
    }
  });

  test('fails if its stream ends with an error, or amid an object', async () => {
    const { say } = await rig.open('yandex', env());
    const error = JSON.stringify({ error: { grpcCode: 13, httpCode: 500, message: `cannot say ${TEXT}` } });
    for (const stream of [`${yandexStream(['С'])}\n${error}`, yandexStream(['С', 'днём']).slice(0, -20)]) {
      rig.server().answer(bytes(stream, 'application/json'));
      await expect(say()).rejects.toMatchObject({ name: 'StepError', code: 'SPEECH_FAILED' });
    }
  });
});
