import { expect, test } from 'vitest';
import { VALUES } from '../../../../src/tts/align/cepstra.js';
import { warp } from '../../../../src/tts/align/warp.js';

/** Returns frames that differ from each other. */
function sound(frames: number): Float32Array {
  return new Float32Array(frames * VALUES).map((_, at) => Math.sin(at * 1.7 + at ** 1.5));
}

function rowsOf(values: Float32Array) {
  return Array.from({ length: values.length / VALUES }, (_, row) => ({
    values: values.subarray(row * VALUES, (row + 1) * VALUES),
    optional: false,
  }));
}

test('a sound goes through itself frame by frame at no cost', () => {
  const values = sound(200);
  expect(warp(rowsOf(values), values)).toEqual({
    firstFrames: Int32Array.from({ length: 200 }, (_, at) => at),
    cost: 0,
  });
});

test('an optional row is left out, or takes frames that are like nothing else', () => {
  const values = sound(20);
  const rows = rowsOf(values);
  const between = { values: new Float32Array(VALUES), optional: true };
  const withOptional = [...rows.slice(0, 10), between, ...rows.slice(10)];
  expect(warp(withOptional, values)).toMatchObject({ cost: 0 });

  const longer = new Float32Array(30 * VALUES).fill(50);
  longer.set(values.subarray(0, 10 * VALUES));
  longer.set(values.subarray(10 * VALUES), 20 * VALUES);
  const { firstFrames } = warp(withOptional, longer) ?? {};
  expect(Array.from(firstFrames ?? []).slice(9, 12)).toEqual([9, 10, 20]);
});

test('time grows with the length of a sound, not with its square', () => {
  const seconds = (frames: number) => {
    const values = sound(frames);
    const rows = rowsOf(values);
    const before = process.cpuUsage();
    warp(rows, values);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  seconds(1_000);
  // Without the band it would be nine times.
  expect(seconds(3_000) / seconds(1_000)).toBeLessThan(6.5);
});
