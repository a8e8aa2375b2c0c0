import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templateNames } from '#root/montage/templates/index.js';
import { startTestApi, type TestApi } from '../helpers/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

/** Fetches a picture. */
async function picture(route: string, body?: object) {
  const [method = '', path = ''] = route.split(' ');
  const headers = { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' };
  const given = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(api.url + path, { method, headers, ...given });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const content = Buffer.from(await response.arrayBuffer());
  return { content, ...(await sharp(content).metadata()) };
}

describe('the catalog', () => {
  test('has what a greeting may choose from', async () => {
    await api.container.voiceSamples.save('ru-female', 'sample/aa.ogg');
    const { status, body } = await api.ask('GET /v1/catalog');
    expect(status).toBe(200);
    expect(body.templates.map(({ name }: { name: string }) => name)).toEqual(templateNames);
    expect(body.templates[0]).toMatchObject({ title: { ru: 'День рождения', en: 'Birthday' } });
    expect(body.voices[0]).toEqual({
      name: 'ru-female',
      language: 'ru',
      gender: 'female',
      title: 'Русский, женский',
      sample: '/v1/catalog/voices/ru-female/sample',
    });
    expect(body.formats).toContainEqual({ name: 'portrait', width: 720, height: 1_280 });
    expect(body.music.at(-1).name).toBe('none');
    expect(body.limits).toMatchObject({ nameLength: 64, photos: 6, uploadBytes: 20_000_000, batch: 500 });
    for (const [field, names] of Object.entries({ template: body.templates, voice: body.voices, music: body.music })) {
      const order = { to: 'Anna', [field]: (names as { name: string }[]).at(-1)?.name };
      expect((await api.ask('POST /v1/greetings?dryRun=true', { body: order })).status).toBe(200);
    }
  });

  test('shows each template', async () => {
    const pictures = await Promise.all(
      templateNames.map((name) => picture(`GET /v1/catalog/templates/${name}/picture?language=ru`)),
    );
    expect(pictures.map(({ width, height }) => `${width}x${height}`)).toEqual(templateNames.map(() => '320x569'));
    expect(new Set(pictures.map(({ content }) => content.toString('base64'))).size).toBe(templateNames.length);
    for (const name of ['nowhere', '..%2f..%2fru', '__proto__']) {
      expect(await api.ask(`GET /v1/catalog/templates/${name}/picture`)).toMatchObject({ status: 404 });
    }
  });

  test('plays the sample of a voice that has one', async () => {
    await api.put('sample/bb.ogg', 'OggS…');
    await api.container.voiceSamples.save('en-male', 'sample/bb.ogg');
    const sample = await api.ask('GET /v1/catalog/voices/en-male/sample');
    expect(sample).toMatchObject({ status: 200, body: 'OggS…' });
    expect(sample.headers.get('content-type')).toBe('audio/ogg');
    const unknown = { status: 404, body: { code: 'SAMPLE_UNKNOWN' } };
    for (const name of ['ru-male', 'sample%2fbb.ogg']) {
      expect(await api.ask(`GET /v1/catalog/voices/${name}/sample`)).toMatchObject(unknown);
    }
  });
});

test('a program sees what its key may do, and nothing of its secret', async () => {
  const { token, apiKey } = await api.createKey({ name: 'shop', openMax: 7, scopes: ['greetings:write'] });
  await api.ask('POST /v1/greetings', { body: { to: 'Anna' }, token });
  const { body } = await api.ask('GET /v1/me', { token });
  const { id, rate } = apiKey;
  const expected = { id, name: 'shop', scopes: ['greetings:write'], rate, openMax: 7, open: 1, expiresAt: null };
  expect(body).toEqual(expected);
});

describe('a preview', () => {
  const order = { to: 'Анна', text: 'С днём рождения!', format: 'square' };

  test('shows the title and the first line, and is drawn once', async () => {
    const first = await picture('POST /v1/previews', order);
    expect([first.width, first.height]).toEqual([720, 360]);
    const again = await picture('POST /v1/previews', { ...order, voice: 'ru-male' });
    expect(again.content.equals(first.content)).toBe(true);
    const other = await picture('POST /v1/previews', { ...order, to: 'Олег' });
    // Another name on the left, the same line on the right.
    const difference = async (left: number) => {
      const area = { left, top: 0, width: 360, height: 360 };
      const [one, two] = await Promise.all(
        [first, other].map(({ content }) => sharp(content).extract(area).greyscale().raw().toBuffer()),
      );
      return (one as Buffer).reduce((sum, value, at) => sum + Math.abs(value - (two?.[at] ?? 0)), 0) / 360 ** 2;
    };
    expect(await difference(0)).toBeGreaterThan(3);
    expect(await difference(360)).toBeLessThan(0.5);
    expect((await api.ask('GET /v1/greetings?status=QUEUED')).body.items).toEqual([]);
  });

  test('is refused as an order is', async () => {
    const answer = await api.ask('POST /v1/previews', { body: { to: '' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } });
    const { token } = await api.createKey({ scopes: ['greetings:read'] });
    expect((await api.ask('POST /v1/previews', { body: order, token })).status).toBe(403);
  });
});
