import { describe, expect, test } from 'vitest';
import { readWav } from '#root/tts/engines/wav.js';

interface Header {
  channels?: number;
  sampleRate?: number;
  bits?: number;
  code?: number;
  riffSize?: number;
  dataSize?: number;
  /** Chunks before and after the sound. */
  before?: Buffer;
  after?: Buffer;
}

function chunk(id: string, content: Buffer, size = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** Returns a WAV file of these samples. */
function wav(samples: readonly number[], header: Header = {}): Buffer {
  const { channels = 1, sampleRate = 24_000, bits = 16, code = 1 } = header;
  const format = Buffer.alloc(code === 0xfffe ? 40 : 16);
  format.writeUInt16LE(code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt16LE(bits, 14);
  if (code === 0xfffe) format.writeUInt16LE(1, 24);
  const sound = Buffer.from(Int16Array.from(samples).buffer);
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    header.before ?? Buffer.alloc(0),
    chunk('data', sound, header.dataSize),
    header.after ?? Buffer.alloc(0),
  ]);
  const file = chunk('RIFF', body, header.riffSize);
  return file;
}

const RAMP = Array.from({ length: 6_000 }, (_, index) => index - 3_000);
const read = (file: Buffer) => Array.from(readWav(file)?.samples ?? []);

describe('a WAV file is read', () => {
  test.each([8_000, 16_000, 22_050, 24_000, 44_100, 48_000])('with %i samples a second', (sampleRate) => {
    expect(readWav(wav(RAMP, { sampleRate }))).toEqual({ samples: Int16Array.from(RAMP), sampleRate });
  });

  test.each([
    ['OpenAI, Kokoro-FastAPI', { riffSize: 0xffffffff, dataSize: 0xffffffff }],
    ['ffmpeg', { riffSize: 0xffffffff, dataSize: 0xffffffff - 44 }],
    ['libsndfile', { riffSize: 0, dataSize: 0 }],
    ["Python's wave", { riffSize: 0x7fffffff + 36, dataSize: 0x7fffffff }],
    ['pocket-tts', { riffSize: 2_000_000_036, dataSize: 2_000_000_000 }],
    ['servers that count the header in', { dataSize: 12_044 }],
    ['servers that write the size of the first sentence', { dataSize: 2_000 }],
  ])('with the sizes of %s', (_who, sizes) => {
    expect(read(wav(RAMP, sizes))).toEqual(RAMP);
  });

  test('with other chunks before and after the sound', () => {
    const info = chunk('LIST', Buffer.from('INFOISFT\x05\0\0\0Lavf\0'));
    expect(read(wav(RAMP, { before: info, after: info }))).toEqual(RAMP);
  });

  test('with the long form of the format', () => {
    expect(read(wav(RAMP, { code: 0xfffe }))).toEqual(RAMP);
  });

  test('as the mean of its channels', () => {
    expect(read(wav([100, 300, -5, 5, 7, 8], { channels: 2 }))).toEqual([200, 0, 7]);
  });

  test('to its end if it follows another, as servers send that speak sentence by sentence', () => {
    for (const sizes of [{}, { riffSize: 0xffffffff, dataSize: 0xffffffff }]) {
      expect(read(Buffer.concat([wav([1, 2, 3, 4], sizes), wav([5, 6], sizes)]))).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });

  test('without half a sample at its end', () => {
    const streamed = wav([1, 2, 3], { dataSize: 0xffffffff });
    expect(read(Buffer.concat([streamed, Buffer.from([9])]))).toEqual([1, 2, 3]);
  });
});

test.each([
  ['floating-point', { code: 3, bits: 32 }],
  ['24-bit', { bits: 24 }],
  ['A-law', { code: 6, bits: 8 }],
])('a WAV file of %s samples is left to ffmpeg', (_what, header) => {
  expect(readWav(wav(RAMP, header))).toBeUndefined();
});

test.each([
  ['lacks a fifth of a second', wav(RAMP, { dataSize: 12_000 + 9_600 })],
  ['ends in the header', wav(RAMP).subarray(0, 40)],
  ['has no format', Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), chunk('data', Buffer.alloc(100))])],
  ['is only a header', Buffer.from('RIFF\0\0\0\0WAVE')],
])('a WAV file that %s is refused', (_what, file) => {
  expect(() => readWav(file)).toThrow(RangeError);
});
