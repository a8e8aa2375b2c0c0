import { describe, expect, test } from 'vitest';
import { type HdrTransfer, toneMapCube, toSdr } from '#root/intake/tone-map.js';

const grey = (signal: number, transfer: HdrTransfer) =>
  toSdr([signal, signal, signal], transfer).map((value) => Math.round(value * 255));

describe('an HDR signal in SDR', () => {
  // Signals of ITU-R BT.2408, table 1, and what SDR shows at the same share of diffuse white.
  test.each<[string, number, HdrTransfer, number]>([
    ['black', 0, 'arib-std-b67', 0],
    ['black', 0, 'smpte2084', 0],
    ['an 18 % grey card', 0.38, 'arib-std-b67', 108],
    ['an 18 % grey card', 0.38, 'smpte2084', 108],
    ['diffuse white', 0.75, 'arib-std-b67', 244],
    ['diffuse white', 0.58, 'smpte2084', 244],
    ['a highlight of 1,000 cd/m²', 1, 'arib-std-b67', 255],
    ['a highlight of 1,000 cd/m²', 0.7518, 'smpte2084', 255],
    ['a highlight of 10,000 cd/m²', 1, 'smpte2084', 255],
  ])('has its brightness: %s, %d of %s', (_, signal, transfer, expected) => {
    for (const value of grey(signal, transfer)) expect(Math.abs(value - expected)).toBeLessThanOrEqual(5);
  });

  test('is brighter if the signal is, up to the peak', () => {
    const ramp = Array.from({ length: 100 }, (_, step) => toSdr([step / 99, step / 99, step / 99], 'arib-std-b67')[1]);
    expect(ramp).toEqual([...new Set(ramp)].sort((a = 0, b = 0) => a - b));
  });

  test('keeps the hue of a highlight', () => {
    const [red = 0, green = 0, blue = 0] = toSdr([0.95, 0.8, 0.4], 'arib-std-b67');
    expect(red).toBeGreaterThan(green + 0.1);
    expect(green).toBeGreaterThan(blue + 0.1);
    expect(red).toBeLessThanOrEqual(1);
  });
});

test('the table begins with black and ends with white, with a line for each of its points', () => {
  const [size, ...points] = toneMapCube('smpte2084').trim().split('\n');
  expect(points).toHaveLength(Number(/^LUT_3D_SIZE (\d+)$/.exec(size ?? '')?.[1]) ** 3);
  expect(points[0]).toBe('0.00000 0.00000 0.00000');
  for (const value of points.at(-1)?.split(' ') ?? []) expect(Number(value)).toBeCloseTo(1, 3);
});
