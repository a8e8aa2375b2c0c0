import { execa } from 'execa';

const box = (type: string, ...parts: (Buffer | number[])[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const VERSION_0 = [0, 0, 0, 0];
const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const text = (value: string) => Buffer.from(value, 'latin1');

interface Picture {
  colour: string;
  width: number;
  height: number;
  /** Whether it is to be rotated by 90° counterclockwise. */
  turned?: boolean;
  /** Number of tiles in a row, and of rows, if it is a tile of a large photo, as phones make them. Each tile is the same. */
  columns?: number;
  rows?: number;
}

/**
 * Returns a HEIC with one picture of one colour, as a phone makes it: ISO/IEC 23008-12. ffmpeg encodes the picture, and
 * the boxes around it are written here, because ffmpeg 5 has no muxer for them.
 */
export async function heic(
  ffmpeg: string,
  { colour, width, height, turned = false, columns = 1, rows = 1 }: Picture,
): Promise<Buffer> {
  const source = ['-f', 'lavfi', '-i', `color=${colour}:s=${width}x${height}`, '-frames:v', '1'];
  const encoder = ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1'];
  const mp4 = ['-f', 'mp4', '-movflags', 'empty_moov+default_base_moof', 'pipe:1'];
  const { stdout } = await execa(ffmpeg, ['-v', 'error', ...source, ...encoder, ...mp4], { encoding: 'buffer' });
  const film = Buffer.from(stdout);
  const [configuration, tile] = [found(film, 'hvcC'), found(film, 'mdat').subarray(8)];

  const [fullWidth, fullHeight] = [width * columns, height * rows];
  const grid = Buffer.from([0, 0, rows - 1, columns - 1, ...u16(fullWidth), ...u16(fullHeight)]);
  // The first item is the grid. All the others are the same tile.
  const GRID = 1;
  const tiles = Array.from({ length: columns * rows }, (_, index) => GRID + 1 + index);
  const ofGrid = [box('ispe', VERSION_0, u32(fullWidth), u32(fullHeight)), ...(turned ? [box('irot', [1])] : [])];
  const ofTile = [configuration, box('ispe', VERSION_0, u32(width), u32(height))];
  const associated = (item: number, properties: Buffer[], before: number) => [
    ...u16(item),
    properties.length,
    ...properties.map((_, index) => 0x80 | (before + index + 1)),
  ];
  const located = (item: number, offset: number, length: number) =>
    [u16(item), u16(0), u16(1), u32(offset), u32(length)].flat();
  const described = (item: number, type: string, hidden: number) =>
    box('infe', [2, 0, 0, hidden], u16(item), u16(0), text(type), [0]);
  const count = 1 + tiles.length;
  const meta = (offset: number) =>
    box(
      'meta',
      VERSION_0,
      box('hdlr', VERSION_0, u32(0), text('pict'), u32(0), u32(0), u32(0), [0]),
      box('pitm', VERSION_0, u16(GRID)),
      box(
        'iloc',
        VERSION_0,
        u16(0x4400),
        u16(count),
        located(GRID, offset, grid.length),
        ...tiles.map((item) => located(item, offset + grid.length, tile.length)),
      ),
      box(
        'iinf',
        VERSION_0,
        u16(count),
        described(GRID, 'grid', 0),
        ...tiles.map((item) => described(item, 'hvc1', 1)),
      ),
      box('iref', VERSION_0, box('dimg', u16(GRID), u16(tiles.length), ...tiles.map(u16))),
      box(
        'iprp',
        box('ipco', ...ofGrid, ...ofTile),
        box(
          'ipma',
          VERSION_0,
          u32(count),
          associated(GRID, ofGrid, 0),
          ...tiles.map((item) => associated(item, ofTile, ofGrid.length)),
        ),
      ),
    );
  const type = box('ftyp', text('heic'), u32(0), text('mif1heic'));
  const before = type.length + meta(0).length + 8;
  return Buffer.concat([type, meta(before), box('mdat', grid, tile)]);
}

/** Returns the first box of that type. */
function found(film: Buffer, type: string): Buffer {
  const start = film.indexOf(type, 0, 'latin1') - 4;
  return film.subarray(start, start + film.readUInt32BE(start));
}
