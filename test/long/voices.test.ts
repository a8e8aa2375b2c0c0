import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { createSayCommand } from '#root/cli/say.js';
import { createVoicesCommand } from '#root/cli/voices.js';
import { type FileServer, stallAfter, startFileServer } from '../helpers/file-server.js';
import { lastJson, runScript } from '../helpers/processes.js';

const NAME = 'vits-piper-ru_RU-irina-medium';
const BYTES = 67_153_308;
// Longer than one packet, and not the archive.
const CONTENT = Buffer.alloc(300_000, 1);

let dir: string;
let server: FileServer;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  server = await startFileServer(CONTENT);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const environment = () => ({ VOICES_DIR: join(dir, 'voices'), VOICES_MIRROR: server.url, NO_PROXY: '*' });
const stubEnvironment = () => {
  for (const [name, value] of Object.entries(environment())) vi.stubEnv(name, value);
};
const voices = (...args: string[]) => runScript('voices', args, environment());

describe('npm run voices', () => {
  test('lists voices as JSON, and as lines for people', async () => {
    const listed = JSON.parse((await voices('list', '--language', 'en', '--json')).stdout) as object[];
    expect(listed).toContainEqual({
      id: 'flite-slt',
      engine: 'flite',
      language: 'en',
      gender: 'female',
      title: 'Susan, American English',
      licence: 'BSD-4-Clause',
      commercialUse: true,
      installed: true,
      bytes: null,
    });
    expect(listed).toContainEqual(expect.objectContaining({ engine: 'sherpa', installed: false, bytes: 82_038_311 }));

    stubEnvironment();
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await createVoicesCommand().parseAsync([], { from: 'user' });
    const lines = written.mock.calls.join('');
    written.mockRestore();
    expect(lines.split('\n').length).toBeLessThan(70);
    expect(lines).toMatch(/^ {2}sherpa-vits-piper-ru_RU-irina-medium .*67 MB$/m);
  });

  test('refuses names that it does not know, and licences that were not accepted', async () => {
    stubEnvironment();
    const install = (name: string) => createVoicesCommand().parseAsync(['install', name], { from: 'user' });
    // The process says each as it says the next one.
    await expect(install('irina')).rejects.toThrow(`similar: ${NAME}`);
    await expect(install('espeak-ru-female')).rejects.toThrow('not installed by this command');
    const refused = await voices('install', 'vits-piper-ru_RU-ruslan-medium');
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--accept-noncommercial: ') });
    expect(server.ranges).toEqual([]);
  });

  test('goes on after it was killed, and deletes an archive of another content', async () => {
    server.next(stallAfter(CONTENT, 200_000, BYTES));
    const killed = voices('install', NAME);
    const part = async () => {
      const aside = join(dir, 'voices', '.incoming');
      const name = (await readdir(aside).catch((): string[] => [])).find((each) => each.endsWith('.part'));
      return name === undefined ? 0 : (await stat(join(aside, name))).size;
    };
    await expect.poll(part).toBe(200_000);
    killed.kill('SIGKILL');
    await killed;

    const { exitCode, stderr } = await voices('install', NAME);
    expect(server.ranges.slice(0, 2)).toEqual([undefined, 'bytes=200000-']);
    expect({ exitCode, line: stderr.trim().split('\n').at(-1) }).toEqual({
      exitCode: 1,
      line: `zdravitsa: ${server.url}/${NAME}.tar.bz2 is not what it should be: it has 300000 bytes instead of ${BYTES}. Deleted`,
    });
    expect(await readdir(join(dir, 'voices'))).toEqual(['.incoming']);
    expect(await part()).toBe(0);
  });

  test('says in one line that the disk is full, and leaves nothing', async () => {
    server.next(stallAfter(CONTENT, 200_000, BYTES));
    // A file may have 100 blocks of 1,024 bytes.
    const command = `ulimit -f 100; exec node ${inject('bundles')}/src/cli.cjs voices install "$0"`;
    const { exitCode, stderr } = await execa('bash', ['-c', command, NAME], { env: environment(), reject: false });
    expect({ exitCode, line: stderr.trim().split('\n').at(-1) }).toEqual({
      exitCode: 1,
      line: `zdravitsa: there is no room left in VOICES_DIR (${join(dir, 'voices')})`,
    });
    expect(await readdir(join(dir, 'voices', '.incoming'))).toEqual([]);
  });
});

describe('npm run say', () => {
  const say = (...args: string[]) => runScript('say', args, environment());

  test('speaks a line, and tells when each word is heard', async () => {
    const file = join(dir, 'new', 'line.wav');
    const { stdout, exitCode } = await say('--voice', 'en-female', 'Dear Anna, be happy!', file, '--json');
    expect(exitCode).toBe(0);
    const spoken = lastJson(stdout) as { durationMs: number; words: { text: string; startMs: number }[] };
    expect(spoken).toMatchObject({ voice: 'flite-slt', engine: 'flite', path: file });
    expect(spoken.words.map(({ text }) => text)).toEqual(['Dear', 'Anna,', 'be', 'happy!']);
    const wav = await readFile(file);
    expect([wav.readUInt16LE(22), wav.readUInt32LE(24)]).toEqual([1, 48_000]);
    expect((wav.length / 96 - spoken.durationMs) / spoken.durationMs).toBeCloseTo(0, 1);
  });

  test('refuses a voice that it does not know, and an empty text', async () => {
    stubEnvironment();
    const refuse = (...args: string[]) =>
      createSayCommand().parseAsync([...args, join(dir, 'a.wav')], { from: 'user' });
    await expect(refuse('--voice', 'flite-slf', 'Hello')).rejects.toThrow('similar: flite-slt');
    await expect(refuse('--voice', 'flite-slt', ' ')).rejects.toMatchObject({ name: 'InputError', field: '<text>' });
  });
});
