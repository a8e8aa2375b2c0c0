/** Returns a tone of 300 Hz as a WAV file: samples of 16 bits, 48,000 a second. It fades out at its end. */
export function tone(seconds = 1): Buffer {
  const samples = 48_000 * seconds;
  const wav = Buffer.alloc(44 + 2 * samples);
  wav.write('RIFF\0\0\0\0WAVEfmt ');
  wav.set([16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0xbb, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0], 16);
  wav.write('data', 36);
  wav.writeUInt32LE(2 * samples, 40);
  // A voice is never cut off.
  const loudness = (at: number) => 8_000 * Math.min((samples - at) / FADE, 1);
  for (let at = 0; at < samples; at += 1)
    wav.writeInt16LE(loudness(at) * Math.sin((2 * Math.PI * 300 * at) / 48_000), 44 + 2 * at);
  return wav;
}

// The last 25 ms.
const FADE = 1_200;
