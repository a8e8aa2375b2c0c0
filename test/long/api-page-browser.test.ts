import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi } from '#root/api/server.js';
import type { HttpServer } from '#root/http/listen.js';
import { spec } from '../fixtures/spec.js';
import { seriousFaults } from '../helpers/accessibility.js';
import { startTestApi, type TestApi } from '../helpers/api.js';
import { type PageProblems, recordProblems, startBrowser } from '../helpers/browser.js';

const XSS = '<img src=x onerror=alert(1)>Анна';

let api: TestApi;
let keyed: HttpServer;
let browser: Browser;
const problems: PageProblems = { errors: [], foreignRequests: [] };

beforeAll(async () => {
  [api, browser] = await Promise.all([startTestApi({ API_KEYLESS: 'true' }), startBrowser()]);
  const { config } = api.container;
  keyed = await startApi({ ...api.container, config: { ...config, api: { ...config.api, isKeyless: false } } }, 0);
});

afterAll(async () => {
  await browser?.close();
  await keyed.close();
  await api.close();
});

async function open(path: string, { baseURL = api.url, ...options }: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL, locale: 'ru-RU', ...options })).newPage();
  recordProblems(page, baseURL, problems);
  await page.goto(path);
  return page;
}

/** Ends a greeting with a video, as the workers do. */
async function complete(id: string): Promise<void> {
  const [run, videoKey] = [{ videoJobId: id, run: 1 }, 'video/aa.mp4'];
  await api.put(videoKey, 'video');
  await api.container.videoJobs.saveVideo(run, { videoKey, posterKey: 'poster/aa.jpg', durationMs: 1_000 });
  await api.container.videoJobs.finish(run, { status: 'COMPLETED', videoKey });
}

const make = (page: Page) => page.getByRole('button', { name: 'Сделать видео' });
const focused = (page: Page) => page.evaluate(() => Object(globalThis).document.activeElement.id as string);
async function pressUntil(page: Page, key: string, id: string): Promise<void> {
  while ((await focused(page)) !== id) await page.keyboard.press(key);
}

/** Returns what is wrong with a page on a phone and on a large screen, each in other colours. */
async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [width, colorScheme] of [
    [1_280, 'dark'],
    [390, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const overflow = await page.evaluate(() => {
      const { document, innerWidth } = Object(globalThis);
      return document.documentElement.scrollWidth - innerWidth;
    });
    if (overflow !== 0) found.push(`${width} pixels: ${overflow} too wide`);
    found.push(...(await seriousFaults(page)));
  }
  return found;
}

describe('a greeting', () => {
  test('is ordered by the keyboard alone, made, and shared', async () => {
    const page = await open('/');
    await page.getByLabel('Кого поздравляем?').focus();
    await page.keyboard.type(XSS);
    await pressUntil(page, 'Tab', 'text');
    await page.keyboard.type('Ура!');
    await page.getByRole('radio', { name: 'Для телефона' }).press('ArrowRight');
    await pressUntil(page, 'Tab', 'make');
    await page.keyboard.press('Enter');

    // Its title is read out, because it has the focus.
    await page.getByRole('group', { name: `${XSS}: видео готовится` }).waitFor();
    expect(await focused(page)).toBe('result');
    await page.getByRole('progressbar', { name: 'Как идут дела' }).waitFor();
    const [ordered] = (await api.ask('GET /v1/greetings', { token: null })).body.items;
    expect(ordered).toMatchObject({ format: 'square' });
    await complete(ordered.id);
    await page.getByRole('group', { name: `${XSS}: видео готово` }).waitFor();

    await page.getByRole('button', { name: 'Скопировать ссылку' }).press('Enter');
    const link = page.getByLabel('Ссылка, которой можно поделиться');
    await link.waitFor();
    const url = await link.inputValue();
    expect(url).toMatch(new RegExp(`^${api.url}/g/[\\w-]{22}$`));
    expect(await (await fetch(url)).text()).toContain('Ура!');
    await page.context().close();
  });

  test('without a name is not sent, and the field says why', async () => {
    const page = await open('/');
    await make(page).click();
    await page.getByText('Напишите имя.').first().waitFor();
    expect(await focused(page)).toBe('to');
    expect(await page.getByLabel('Кого поздравляем?').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Кого поздравляем?').fill('!!!');
    await make(page).click();
    await page.getByText('хотя бы одна буква').first().waitFor();
    await page.context().close();
  });

  test('takes ready-made words with the name, until somebody changes them', async () => {
    const page = await open('/?lang=en');
    const [name, words] = [page.getByLabel('Who is it for?'), page.getByLabel('Your words')];
    await name.fill('Anna');
    await page.getByRole('button', { name: 'short' }).click();
    const first = await words.inputValue();
    await page.getByRole('button', { name: 'short' }).click();
    expect(await words.inputValue()).not.toBe(first);
    await name.fill("O'Neil");
    expect(await words.inputValue()).toContain("O'Neil");
    await page.getByRole('radio', { name: 'Wedding' }).check();
    await page.getByText('Show as curl').click();
    const curl = await page.locator('#curl').textContent();
    expect(curl).toContain(`${api.url}/v1/greetings`);
    expect(curl).toContain(`"to":"O'\\''Neil"`);
    expect(curl).toContain('"template":"wedding"');
    await words.fill('Mine');
    await name.fill('Kate');
    expect(await words.inputValue()).toBe('Mine');
    await page.context().close();
  });
});

describe('the page of a greeting', () => {
  let path: string;

  beforeAll(async () => {
    const { videoJobs, gifts } = api.container;
    const { id } = (await videoJobs.create({ spec: { ...spec, to: XSS, text: XSS } })).videoJob;
    await complete(id);
    path = `/g/${(await gifts.create(id)).token}`;
  });

  test('fits any screen, in light and dark colours, without serious faults', async () => {
    const page = await open(path);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`${XSS}, это для вас`);
    expect(await page.locator('main img:not(.qr)').count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  test('takes thanks without scripts and cookies', async () => {
    const page = await open(path, { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Сказать спасибо' }).click();
    await page.getByText('уже летит').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });
});

test('a key is asked for once, never while somebody types, kept for the tab, and an unknown one is asked for again', async () => {
  const page = await open('/', { baseURL: keyed.url });
  const key = page.getByLabel('Ключ, начинается с');
  await key.press('Escape');
  const drawn = page.waitForResponse('**/v1/previews');
  await page.getByLabel('Кого поздравляем?').fill('Вера');
  expect((await drawn).status()).toBe(401);
  expect(await key.isVisible()).toBe(false);
  await make(page).click();
  await key.fill('zdr_wrong');
  await page.keyboard.press('Enter');
  await page.getByText('Такого ключа нет').waitFor();
  await key.fill(api.token);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Вера: видео готовится' }).waitFor();
  await page.locator('img[data-picture=birthday]').waitFor();
  await page.reload();
  await page.getByLabel('Кого поздравляем?').fill('Вера');
  await make(page).click();
  await page.getByRole('group', { name: 'Вера: видео готовится' }).waitFor();
  expect((await api.ask('GET /v1/greetings')).body.items[0]).toMatchObject({ to: 'Вера' });
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});

test('the form and the list fit any screen, in light and dark colours, without serious faults', async () => {
  const page = await open('/');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Одно видео' }).press('ArrowRight');
  await page.getByRole('tabpanel', { name: 'По списку' }).waitFor();
  expect(await focused(page)).toBe('tab-many');
  expect(await faults(page)).toEqual([]);
  await page.context().close();
});

test('a list of Excel is read in its code page, and its faults are told in the language of the page', async () => {
  const page = await open('/');
  await page.getByRole('tab', { name: 'По списку' }).click();
  const letters = 'to;text\r\nАнна;Привет\r\nОлег;Из города {{город}}\r\n';
  const codes = Array.from(letters, (letter) => letter.charCodeAt(0));
  const buffer = Buffer.from(codes.map((code) => (code >= 0x410 ? code - 0x350 : code)));
  await page.locator('#list-file').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Проверить список' }).click();
  await page.getByText('Подходят 1 из 2.').waitFor();
  expect(await page.locator('#form-rows td').allTextContents()).toEqual(['1', 'Анна', 'Привет']);
  const fault = ['2', 'text', 'Нет столбца для {{город}}.'];
  expect(await page.locator('#fault-rows td').allTextContents()).toEqual(fault);
  await page.locator('#csv').fill('имя\nАнна');
  await page.getByRole('button', { name: 'Проверить список' }).click();
  await page.getByText('В первой строке нужен столбец to.').waitFor();
  await page.context().close();
});

test('a photo is dropped on the form, and a voice is recorded by the microphone', async () => {
  const page = await open('/');
  const green = sharp({ create: { width: 90, height: 60, channels: 3, background: 'green' } });
  await page.evaluate(
    (bytes) => {
      const { document, DataTransfer, DragEvent, File } = Object(globalThis);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], 'green.png', { type: 'image/png' }));
      document.getElementById('drop-media').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    },
    [...(await green.png().toBuffer())],
  );
  await page.getByRole('button', { name: 'Убрать: green.png' }).waitFor();
  await page.getByRole('button', { name: 'Записать голос' }).click();
  await page.getByRole('button', { name: 'Закончить запись (2 с)' }).click();
  await page.getByRole('button', { name: 'Убрать: мой голос' }).waitFor();
  await page.getByLabel('Кого поздравляем?').fill('Анна');
  await make(page).click();
  await page.getByRole('group', { name: 'Анна: видео готовится' }).waitFor();
  const [{ id }] = (await api.ask('GET /v1/greetings', { token: null })).body.items;
  const { spec: made } = (await api.container.videoJobs.find(id)) ?? {};
  expect(made).toMatchObject({ photos: [expect.stringMatching(/^photo/)], recording: expect.any(Object) });
  await page.context().close();
});

test('its files are sent again only if they have changed', async () => {
  const first = await fetch(`${api.url}/assets/order.css`);
  const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
  expect((await fetch(`${api.url}/assets/order.css`, { headers })).status).toBe(304);
  expect((await fetch(`${api.url}/assets/app.js`, { headers })).status).toBe(200);
  expect((await fetch(`${api.url}/`)).headers.get('content-security-policy')).not.toContain('unsafe');
});

test('no page sent requests to other origins or violated its content security policy', () => {
  expect(problems).toEqual({ errors: [], foreignRequests: [] });
});
