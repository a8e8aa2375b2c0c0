import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { median } from '#root/dev/bench/statistics.js';
import { createEngineInstances } from '#root/tts/engines/instances.js';
import { createRhvoiceEngine } from '#root/tts/engines/rhvoice/engine.js';
import { PREFIXES } from '#root/tts/engines/rhvoice/installation.js';
import { rhvoiceVoices } from '#root/tts/engines/rhvoice/voices.js';
import type { EngineSpeech, SpeechEngine } from '#root/tts/speech-engine.js';
import { hasRhvoice } from '../helpers/rhvoice.js';

const LINE = 'Дорогая бабушка, пусть каждый день приносит радость, а рядом всегда будут любимые люди!';
const SENTENCES = 'Мама. Ура! Мама. Да, мама. Анна!';
const LONG = 'слово '.repeat(166).trim();
// Takes a second of CPU time.
const BUSY = 'слово '.repeat(70);
// More than a process takes to start, in ticks of 10 ms.
const BUSY_TICKS = 25;
const { signal } = new AbortController();

let engine: SpeechEngine;
beforeAll(() => {
  engine = createRhvoiceEngine({ instances: createEngineInstances(2) });
});
afterAll(() => engine.close());

async function say(text: string, id = 'rhvoice-anna', options = { signal }) {
  const voice = (await engine.availability()).voices.find((each) => each.id === id);
  if (voice === undefined) throw new Error(`${id} is not installed`);
  return engine.speak({ text, voice, rate: 1, languages: {} }, options);
}

/** Returns the ids of the processes that a process has started. */
async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return children.split(' ').filter(Boolean).map(Number);
}

/** Returns the processes with RHVoice of a process. */
async function synthesisers(parent = process.pid): Promise<number[]> {
  const children = await childrenOf(parent);
  const lines = await Promise.all(children.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return children.filter((_, index) => lines[index]?.includes('rhvoice/synthesiser.js'));
}

/** Returns how the kernel describes the state of a process, or undefined if there is none. */
async function stateOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) (\w) /.exec(stat)?.[1];
}

/** Returns the CPU time of a process, in ticks of 10 ms. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return user + system;
}

/** Resolves with the process that is busy speaking. Idle ones run for a moment now and then, so its CPU time tells. */
async function speakingOne(parent?: number): Promise<number> {
  const before = new Map<number, number>();
  for (const pid of await synthesisers(parent)) before.set(pid, await ticksOf(pid));
  const find = async () => {
    const pids = await synthesisers(parent);
    const ticks = await Promise.all(pids.map(ticksOf));
    return pids.find((pid, index) => (ticks[index] ?? 0) - (before.get(pid) ?? 0) >= BUSY_TICKS);
  };
  return (await vi.waitUntil(find, { interval: 5, timeout: 20_000 })) as number;
}

async function residentMb(pid: number): Promise<number> {
  return Number(/^VmHWM:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

/** Returns when sound begins after at least 30 ms of silence, in milliseconds. */
function onsetsOf(samples: Int16Array): number[] {
  const steps = Array.from({ length: samples.length / 240 }, (_, step) => step);
  const isLoud = steps.map((step) =>
    samples.subarray(step * 240, (step + 1) * 240).some((each) => Math.abs(each) > 600),
  );
  return steps
    .filter((step) => isLoud[step] && !isLoud.slice(Math.max(step - 3, 0), step).some(Boolean))
    .map((step) => step * 10);
}

describe.skipIf(!hasRhvoice)('RHVoice', () => {
  /** What each voice says, one after the other: another voice needs another process. */
  const spoken = new Map<string, { line: EngineSpeech | undefined; sentences: EngineSpeech | undefined }>();
  beforeAll(async () => {
    for (const { id } of rhvoiceVoices)
      spoken.set(id, { line: await say(LINE, id), sentences: await say(SENTENCES, id) });
  });

  test.each(rhvoiceVoices.map(({ id }) => id))('speaks with %s at the pace of greetings, without clipping', (id) => {
    const { samples = new Int16Array(), sampleRate, events } = spoken.get(id)?.line ?? {};
    expect(sampleRate).toBe(24_000);
    const loud = samples.findIndex((sample) => Math.abs(sample) > 300);
    const last = samples.findLastIndex((sample) => Math.abs(sample) > 300);
    const letters = LINE.match(/\p{L}/gu)?.length ?? 0;
    const pace = letters / ((last - loud) / 24_000);
    expect(pace).toBeGreaterThan(12);
    expect(pace).toBeLessThan(16);
    const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(6_000);
    expect(peak).toBeLessThan(30_000);
    expect(events?.map(({ index }) => index)).toEqual(Array.from(LINE.matchAll(/\S+/g), (match) => match.index));
  });

  test('has the time of a word at the start of a sentence within 60 ms, and neither early nor late on the whole', () => {
    const distances: number[] = [];
    for (const { sentences } of spoken.values()) {
      const { samples = new Int16Array(), events = [] } = sentences ?? {};
      expect(events).toHaveLength(6);
      const onsets = onsetsOf(samples);
      for (const { startMs } of events.filter(({ index }) => /^$|[.!] $/.test(SENTENCES.slice(0, index)))) {
        const away = onsets.map((onsetMs) => onsetMs - startMs);
        distances.push(away.reduce((least, each) => (Math.abs(each) < Math.abs(least) ? each : least)));
      }
    }
    expect(Math.max(...distances.map(Math.abs))).toBeLessThan(60);
    expect(Math.abs(median(distances))).toBeLessThan(15);
  });

  test('honours a stress mark', async () => {
    const [first, second] = [await say('за\u0301мок'), await say('замо\u0301к')];
    expect(first?.samples).not.toEqual(second?.samples);
    expect(first?.events).toEqual([{ index: 0, startMs: 30 }]);
  });

  test.each([
    ['a word of 90 letters', 'ма'.repeat(45)],
    ['signs of markup', '<b>Анна</b> & "Пётр" <break time="3s"/> \\ {x}'],
    ['a null character and a lone surrogate', 'Ура\0 и \ud83c ещё'],
    ['digits only', '2026'],
    ['Latin letters', 'Happy birthday, Zoë!'],
  ])('speaks %s', async (_, text) => {
    const { samples = new Int16Array(), events = [] } = (await say(text)) ?? {};
    expect(samples.length / 24_000).toBeGreaterThan(0.3);
    expect(samples.some((sample) => Math.abs(sample) > 3_000)).toBe(true);
    for (const { startMs } of events) expect(startMs).toBeLessThanOrEqual(samples.length / 24);
  });

  test('speaks no emoji', async () => {
    expect(await say('🎉 👩‍👩‍👧‍👦')).toBeUndefined();
    expect((await say('Ура 🎉'))?.samples).toEqual((await say('Ура'))?.samples);
  });

  test('speaks two lines of 1,000 characters at once, within its memory, and stops one of them at the signal', async () => {
    const stopping = new AbortController();
    const stopped = say(LONG, 'rhvoice-irina', { signal: stopping.signal });
    const speaking = say(LONG);
    await vi.waitUntil(async () => (await synthesisers()).length === 2, { interval: 5, timeout: 20_000 });
    const abortedAt = performance.now();
    stopping.abort('shutdown');
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    const stopMs = performance.now() - abortedAt;
    const startedAt = performance.now();
    expect((await speaking)?.events).toHaveLength(166);
    // The other line takes seconds.
    expect(stopMs).toBeLessThan(performance.now() - startedAt);
    for (const pid of await synthesisers()) expect(await residentMb(pid)).toBeLessThan(100);
  });

  test('keeps as many processes as lines may be spoken at once, whatever the voices', async () => {
    for (const ids of [
      ['anna', 'irina'],
      ['elena', 'aleksandr'],
    ])
      await Promise.all(ids.map((id) => say('Да', `rhvoice-${id}`)));
    await vi.waitUntil(async () => (await synthesisers()).length === 2, { timeout: 20_000 });
  });

  test('fails a line whose process is killed, and speaks the next one', async () => {
    const failing = say(BUSY).catch((error: unknown) => error);
    process.kill(await speakingOne(), 'SIGKILL');
    expect(await failing).toMatchObject({ code: 'SPEECH_FAILED', name: 'StepError' });
    expect((await say('Да'))?.samples.length).toBeGreaterThan(0);
  });

  test('replaces an idle process that was killed', async () => {
    await say('Да');
    const idle = await synthesisers();
    for (const pid of idle) process.kill(pid, 'SIGKILL');
    await vi.waitUntil(async () => (await childrenOf(process.pid)).every((pid) => !idle.includes(pid)), {
      timeout: 20_000,
    });
    expect((await say('Да'))?.samples.length).toBeGreaterThan(0);
  });

  test('ends its processes with a worker that is killed while it speaks', async () => {
    const script = `
      const { createRhvoiceEngine } = await import('#root/tts/engines/rhvoice/engine.js');
      const { createEngineInstances } = await import('#root/tts/engines/instances.js');
      const engine = createRhvoiceEngine({ instances: createEngineInstances(1) });
      const [voice] = (await engine.availability()).voices;
      const order = { text: ${JSON.stringify(BUSY)}, voice, rate: 1, languages: {} };
      await engine.speak(order, { signal: new AbortController().signal });`;
    const worker = execa('node', ['--import', 'tsx', '--input-type=module', '-e', script], { reject: false });
    const child = await speakingOne(worker.pid);
    worker.kill('SIGKILL');
    await worker;
    await vi.waitUntil(async () => /^Z?$/.test((await stateOf(child)) ?? ''), { timeout: 20_000 });
  });

  test('notices voices that appear and go, and says what to do if there is none', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const { availability } = createRhvoiceEngine({ instances: createEngineInstances(1), prefixes: [join(dir, 'usr')] });
    expect(await availability()).toEqual({ voices: [], missing: expect.stringContaining('npm run setup') });
    const installed = PREFIXES.map((prefix) => resolve(prefix));
    await mkdir(join(dir, 'usr', 'share'), { recursive: true });
    await symlink(join(installed[0] ?? '', 'lib'), join(dir, 'usr', 'lib'));
    await symlink(join(installed[0] ?? '', 'share', 'RHVoice'), join(dir, 'usr', 'share', 'RHVoice'));
    expect(await availability()).toEqual(await engine.availability());
    await rename(join(dir, 'usr', 'share'), join(dir, 'usr', 'gone'));
    expect((await availability()).voices).toEqual([]);
  });
});
