import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveBody } from '#root/http/receive-body.js';

let dir: string;
let count = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

const limits = { maxBytes: 10, timeoutMs: 60_000 };
const newPath = () => join(dir, String(count++));
const bytes = (length: number) => new Uint8Array(length).fill(7);

/** A body in parts of these sizes, which ends in the given way. */
function body(sizes: number[], end: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = sizes.shift();
      if (size === undefined) end(controller);
      else controller.enqueue(bytes(size));
    },
  });
}

test('a body is written part by part, up to the limit', async () => {
  const path = newPath();
  expect(
    await receiveBody(
      body([4, 6], (controller) => controller.close()),
      path,
      limits,
    ),
  ).toBe('whole');
  expect(new Uint8Array(await readFile(path))).toEqual(bytes(10));
  expect(await receiveBody(null, newPath(), limits)).toBe('whole');
});

test('a body without an end is read up to the limit only', async () => {
  let read = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 4;
      controller.enqueue(bytes(4));
    },
  });
  expect(await receiveBody(endless, newPath(), limits)).toBe('too large');
  expect(read).toBeLessThan(30);
});

test('a body that stops is given up', async () => {
  const silent = body([4], () => new Promise(() => {}));
  expect(await receiveBody(silent, newPath(), { ...limits, timeoutMs: 20 })).toBe('too slow');
});

test('a client that leaves is noticed', async () => {
  const broken = body([4], (controller) => controller.error(new Error('aborted')));
  expect(await receiveBody(broken, newPath(), limits)).toBe('cut');
});
