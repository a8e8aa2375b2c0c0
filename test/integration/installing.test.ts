import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { breakAfter } from '../helpers/file-server.js';
import { type InstallingRig, modelIn, openInstallingRig } from '../helpers/installing-rig.js';

let rig: InstallingRig;

beforeEach(async () => {
  rig = await openInstallingRig();
});

afterEach(() => rig.close());

const half = () => Math.floor(rig.archive.length / 2);

describe('an installation', () => {
  test('brings all files of the archive, and the sums of them', async () => {
    expect(await rig.install()).toBe(true);
    expect(await rig.installed()).toEqual(['tiny-ru_RU']);
    expect(await rig.aside()).toEqual([]);
    expect((await stat(join(rig.dir, 'tiny-ru_RU', 'espeak-ng-data', 'lang', 'ru'))).size).toBe(13);
    expect(await rig.installer.verify()).toEqual([{ name: 'tiny-ru_RU', damaged: [] }]);
  });

  test('does nothing if the voice is there', async () => {
    await rig.install();
    expect(await rig.install()).toBe(false);
    expect(rig.server.ranges).toHaveLength(1);
  });

  test('goes on where the connection broke', async () => {
    rig.server.next(breakAfter(rig.archive, half()));
    expect(await rig.install()).toBe(true);
    expect(rig.server.ranges).toEqual([undefined, `bytes=${half()}-`]);
  });

  test('goes on later, if the connection broke again and again', async () => {
    rig.server.next(breakAfter(rig.archive, half()));
    for (let times = 0; times < 3; times += 1) rig.server.next((response) => response.destroy());
    await expect(rig.install()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(await rig.installed()).toEqual([]);
    expect(await rig.install()).toBe(true);
    expect(rig.server.ranges.at(-1)).toBe(`bytes=${half()}-`);
  });

  test('starts again if the server does not know ranges', async () => {
    rig.server.next(breakAfter(rig.archive, half()));
    rig.server.next((response) => response.writeHead(200).end(rig.archive));
    expect(await rig.install()).toBe(true);
    expect(rig.server.ranges).toHaveLength(2);
  });

  test('starts again if the server sends another range', async () => {
    rig.server.next(breakAfter(rig.archive, half()));
    const wrong = { 'content-range': `bytes 0-${rig.archive.length - 1}/${rig.archive.length}` };
    rig.server.next((response) => response.writeHead(206, wrong).end(rig.archive));
    expect(await rig.install()).toBe(true);
    expect(rig.server.ranges).toEqual([undefined, `bytes=${half()}-`, undefined]);
  });

  test('starts again if the archive was replaced in between', async () => {
    const other = Buffer.alloc(rig.archive.length, 1);
    rig.server.next(breakAfter(other, half(), { etag: '"older"' }));
    expect(await rig.install()).toBe(true);
    expect(rig.server.ranges).toEqual([undefined, `bytes=${half()}-`]);
  });

  test('starts again if what was kept is damaged', async () => {
    rig.server.next(breakAfter(rig.archive, half()));
    for (let times = 0; times < 3; times += 1) rig.server.next((response) => response.destroy());
    await expect(rig.install()).rejects.toThrow();
    const [part = ''] = await rig.aside();
    await writeFile(join(rig.dir, '.incoming', part), Buffer.alloc(half()));
    expect(await rig.install()).toBe(true);
  });

  test.each([
    ['of the wrong content', (archive: Buffer) => Buffer.alloc(archive.length, 1)],
    ['that is too short', (archive: Buffer) => archive.subarray(0, 100)],
    ['that is too long', (archive: Buffer) => Buffer.concat([archive, archive])],
    ['that is empty', () => Buffer.alloc(0)],
  ])('of an archive %s fails, and keeps nothing of it', async (_name, change) => {
    const wrong = change(rig.archive);
    rig.server.next((response) => response.writeHead(200).end(wrong));
    rig.server.next((response) => response.writeHead(200).end(wrong));
    await expect(rig.install()).rejects.toMatchObject({ code: 'DOWNLOAD_WRONG' });
    expect([await rig.installed(), await rig.aside()]).toEqual([[], []]);
  });

  test('follows redirects', async () => {
    rig.server.next((response) => response.writeHead(302, { location: '/elsewhere/archive' }).end());
    rig.server.next((response) => response.writeHead(307, { location: `${rig.server.url}/again` }).end());
    expect(await rig.install()).toBe(true);
  });

  test('does not follow redirects that lead in circles', async () => {
    for (let times = 0; times < 30; times += 1)
      rig.server.next((response) => response.writeHead(302, { location: '/circle' }).end());
    await expect(rig.install()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
  });

  test('names the address that the mirror does not have', async () => {
    rig.server.next((response) => response.writeHead(404).end('nothing here'));
    await expect(rig.install()).rejects.toMatchObject({
      code: 'VOICE_ABSENT',
      message: `${rig.server.url}/tiny.tar.bz2 answers with 404; see VOICES_MIRROR`,
    });
  });

  test('repeats a request that the server could not answer', async () => {
    rig.server.next((response) => response.writeHead(503).end());
    expect(await rig.install()).toBe(true);
  });

  test.each(['outside', 'absolute', 'link'])('refuses an archive with a file %s', async (name) => {
    const { archive, model } = await modelIn(name);
    rig.server.serve(archive);
    await expect(rig.install(model)).rejects.toMatchObject({ code: 'ARCHIVE_REFUSED' });
    expect([await rig.installed(), await rig.aside()]).toEqual([[], []]);
    await expect(stat(join(rig.dir, '..', 'outside.txt'))).rejects.toThrow();
    await expect(stat('/tmp/zdravitsa-outside.txt')).rejects.toThrow();
  });

  test('twice at once downloads once', async () => {
    const results = await Promise.all([rig.install(), rig.install()]);
    expect(results.sort()).toEqual([false, true]);
    expect(rig.server.ranges).toHaveLength(1);
    expect(await rig.installer.verify()).toEqual([{ name: 'tiny-ru_RU', damaged: [] }]);
  });
});

describe('an installed voice', () => {
  test('is installed again if it is damaged', async () => {
    await rig.install();
    const tokens = join(rig.dir, 'tiny-ru_RU', 'tokens.txt');
    const before = await readFile(tokens);
    await writeFile(tokens, before.subarray(1));
    await rm(join(rig.dir, 'tiny-ru_RU', 'espeak-ng-data'), { recursive: true });
    expect(await rig.installer.verify()).toEqual([
      { name: 'tiny-ru_RU', damaged: [join('espeak-ng-data', 'lang', 'ru'), 'tokens.txt'] },
    ]);
    expect(await rig.install()).toBe(true);
    expect(await readFile(tokens)).toEqual(before);
  });

  test('is removed', async () => {
    await rig.install();
    expect(await rig.installer.remove('tiny-ru_RU')).toBe(true);
    expect(await rig.installer.remove('tiny-ru_RU')).toBe(false);
    expect(await rig.installed()).toEqual([]);
  });
});
