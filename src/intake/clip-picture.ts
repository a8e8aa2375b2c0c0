import type { HdrTransfer } from '#root/intake/tone-map.js';

/** What ffmpeg reports about the picture of a clip. */
export interface ClipPictureFacts {
  /** Set if the picture is HDR. */
  transfer: HdrTransfer | undefined;
  /** ffmpeg's name of the colour matrix, for its option `in_color_matrix`. */
  matrix: string;
}

export const CLIP_FRAMES_PER_SECOND = 30;

const LONGEST_SIDE = 1_280;
// Standard definition has at most 576 rows, and less than 1,280 pixels in a row: ITU-R BT.601-7.
const MOST_SD = { shorter: 576, longer: 1_279 };
// Names that `in_color_matrix` takes for ffmpeg's names of matrices.
const MATRICES: Record<string, string> = {
  bt709: 'bt709',
  bt470bg: 'bt470',
  smpte170m: 'smpte170m',
  smpte240m: 'smpte240m',
  fcc: 'fcc',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
};

/** Returns the facts about the first picture of ffmpeg's log; undefined if the file has none but a cover. */
export function parseClipPicture(log: string): ClipPictureFacts | undefined {
  const line = log
    .split('\n')
    .find((text) => /^\s+Stream #0\S*: Video: /.test(text) && !text.includes('(attached pic)'));
  if (line === undefined) return undefined;
  // For example "yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67, progressive), 640x360", "yuv420p(tv, bt709)".
  const [matrix = '', primaries = matrix, transfer = matrix] = (
    /\((?:tv, |pc, )?([a-z][\w-]*(?:\/[\w-]+\/[\w-]+)?)[,)][^(]*\d+x\d+/.exec(line)?.[1] ?? ''
  ).split('/');
  const [, width, height] = /, (\d+)x(\d+)/.exec(line) ?? [];
  const hdr = transfer === 'arib-std-b67' || transfer === 'smpte2084' ? transfer : undefined;
  const untagged = hdr === undefined ? matrixOfSize(Number(width), Number(height)) : 'bt2020';
  return { transfer: hdr, matrix: MATRICES[matrix] ?? MATRICES[primaries] ?? untagged };
}

/**
 * Returns the filter that makes a clip's picture progressive SDR in BT.709 with square pixels, at 30 frames a second, no
 * larger than is shown.
 * @param options.cube name of the table of `toneMapCube`, if the picture is HDR
 */
export function clipFilter({ transfer, matrix }: ClipPictureFacts, { cube }: { cube: string }): string {
  const share = `min(1,${LONGEST_SIDE}/max(iw*sar,ih))`;
  const even = (length: string) => `'max(2,2*round(${length}*${share}/2))'`;
  const scale = `scale=w=${even('iw*sar')}:h=${even('ih')}:in_color_matrix=${matrix}`;
  const toBt709 = 'out_color_matrix=bt709:out_range=tv';
  const colours =
    transfer === undefined
      ? [`${scale}:${toBt709}`]
      : [scale, 'format=gbrp12le', `lut3d=file=${cube}:interp=tetrahedral`, `scale=${toBt709}`];
  const tags = 'setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709';
  return [
    `fps=${CLIP_FRAMES_PER_SECOND}:start_time=0`,
    'yadif=deint=interlaced',
    ...colours,
    'format=yuv420p',
    tags,
    'setsar=1',
  ].join(',');
}

function matrixOfSize(width: number, height: number): string {
  const isSd = Math.min(width, height) <= MOST_SD.shorter && Math.max(width, height) <= MOST_SD.longer;
  return isSd ? 'smpte170m' : 'bt709';
}
