/** Returns one second of a tone of 300 Hz as a WAV file: 48,000 samples of 16 bits. It fades out at its end. */
export function tone(): Buffer {
  const wav = Buffer.alloc(44 + 96_000);
  wav.write('RIFF\0\0\0\0WAVEfmt ');
  wav.set([16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0xbb, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0], 16);
  wav.write('data', 36);
  wav.writeUInt32LE(96_000, 40);
  // A voice is never cut off.
  for (let at = 0; at < 48_000; at += 1)
    wav.writeInt16LE(loudness(at) * Math.sin((2 * Math.PI * 300 * at) / 48_000), 44 + 2 * at);
  return wav;
}

// The last 25 ms.
const FADE = 1_200;

function loudness(at: number): number {
  return 8_000 * Math.min((48_000 - at) / FADE, 1);
}
