/** Transfer functions of HDR video, by ffmpeg's names: HLG and PQ. */
export type HdrTransfer = 'arib-std-b67' | 'smpte2084';

type Rgb = readonly [red: number, green: number, blue: number];

// HDR and SDR agree up to diffuse white, which HDR shows at this luminance, in cd/m²: ITU-R BT.2408, table 1.
const WHITE = 203;
// Highlights up to this luminance, in cd/m², keep their differences. HLG is defined for it, and most PQ is graded for it.
const PEAK = 1_000 / WHITE;
// Share of white from which highlights are compressed. A lower one would make faces darker.
const KNEE = 0.8;
// ITU-R BT.1886.
const DISPLAY_GAMMA = 2.4;
// Points on each axis. Differences between them are below what 8 bits show, because the signal is not linear.
const POINTS = 33;

// From BT.2020 to BT.709: ITU-R BT.2407, equation 1.
const TO_BT709: readonly Rgb[] = [
  [1.6605, -0.5876, -0.0728],
  [-0.1246, 1.1329, -0.0083],
  [-0.0182, -0.1006, 1.1187],
];
const HLG_SYSTEM_GAMMA = 1.2;

/**
 * Returns a table for ffmpeg's `lut3d` that turns HDR with BT.2020 primaries into SDR with BT.709 primaries, in the format
 * of the Cube LUT Specification 1.0. Not every ffmpeg has `zscale`, which would be needed before its own `tonemap`.
 */
export function toneMapCube(transfer: HdrTransfer): string {
  const axis = Array.from({ length: POINTS }, (_, point) => point / (POINTS - 1));
  // Red changes fastest.
  const lines = axis.flatMap((blue) =>
    axis.flatMap((green) =>
      axis.map((red) =>
        toSdr([red, green, blue], transfer)
          .map((v) => v.toFixed(5))
          .join(' '),
      ),
    ),
  );
  return `LUT_3D_SIZE ${POINTS}\n${lines.join('\n')}\n`;
}

/** Returns the SDR signal of an HDR signal, both 0…1; less than 0 for what BT.709 cannot show. */
export function toSdr(signal: Rgb, transfer: HdrTransfer): number[] {
  const light = transfer === 'smpte2084' ? lightOfPq(signal) : lightOfHlg(signal);
  const wide = TO_BT709.map((row) => dot(row, light));
  const highest = Math.max(...wide);
  // All channels are scaled alike, so that highlights keep their hue.
  const scale = highest === 0 ? 0 : compress(highest) / highest;
  // Colours outside BT.709 stay negative, so that ffmpeg interpolates correctly up to the edge. It clips the result.
  return wide.map((value) => Math.sign(value) * Math.abs(value * scale) ** (1 / DISPLAY_GAMMA));
}

/** Extended Reinhard above the knee, which begins with slope 1 and ends with 1 at the peak. */
function compress(light: number): number {
  if (light <= KNEE) return light;
  const over = (light - KNEE) / (1 - KNEE);
  const most = (PEAK - KNEE) / (1 - KNEE);
  return Math.min(1, KNEE + ((1 - KNEE) * over * (1 + over / most ** 2)) / (1 + over));
}

/** Returns displayed light as a share of white: ITU-R BT.2100-2, table 4. */
function lightOfPq(signal: Rgb): Rgb {
  const [m1, m2, c1, c2, c3] = [2_610 / 16_384, 2_523 / 32, 3_424 / 4_096, 2_413 / 128, 2_392 / 128];
  return mapRgb(signal, (value) => {
    const power = value ** (1 / m2);
    return ((Math.max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1) * 10_000) / WHITE;
  });
}

/**
 * Returns displayed light as a share of white, on a display of 1,000 cd/m²: ITU-R BT.2100-2, table 5. The system gamma is
 * applied to each channel, as ffmpeg's `zscale` does, and not to luminance; greys are the same.
 */
function lightOfHlg(signal: Rgb): Rgb {
  const [a, b, c] = [0.17883277, 0.28466892, 0.55991073];
  return mapRgb(signal, (value) => {
    const scene = value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - c) / a) + b) / 12;
    return scene ** HLG_SYSTEM_GAMMA * PEAK;
  });
}

function mapRgb([red, green, blue]: Rgb, change: (value: number) => number): Rgb {
  return [change(red), change(green), change(blue)];
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
