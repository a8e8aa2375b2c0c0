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

/**
 * Returns a HEIC with one picture of one colour, as a phone makes it: ISO/IEC 23008-12. ffmpeg encodes the picture, and
 * the boxes around it are written here, because ffmpeg 5 has no muxer for them.
 * @param turned whether it is to be rotated by 90° counterclockwise
 */
export async function heic(
  ffmpeg: string,
  { colour, width, height, turned = false }: { colour: string; width: number; height: number; turned?: boolean },
): Promise<Buffer> {
  const source = ['-f', 'lavfi', '-i', `color=${colour}:s=${width}x${height}`, '-frames:v', '1'];
  const encoder = ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1'];
  const mp4 = ['-f', 'mp4', '-movflags', 'empty_moov+default_base_moof', 'pipe:1'];
  const { stdout } = await execa(ffmpeg, ['-v', 'error', ...source, ...encoder, ...mp4], { encoding: 'buffer' });
  const film = Buffer.from(stdout);
  const [configuration, picture] = [found(film, 'hvcC'), found(film, 'mdat').subarray(8)];

  const properties = [
    configuration,
    box('ispe', VERSION_0, u32(width), u32(height)),
    ...(turned ? [box('irot', [1])] : []),
  ];
  const associations = [u32(1), u16(1), [properties.length], properties.map((_, index) => 0x80 | (index + 1))];
  const meta = (offset: number) =>
    box(
      'meta',
      VERSION_0,
      box('hdlr', VERSION_0, u32(0), text('pict'), u32(0), u32(0), u32(0), [0]),
      box('pitm', VERSION_0, u16(1)),
      box('iloc', VERSION_0, u16(0x4400), u16(1), u16(1), u16(0), u16(1), u32(offset), u32(picture.length)),
      box('iinf', VERSION_0, u16(1), box('infe', [2, 0, 0, 0], u16(1), u16(0), text('hvc1'), [0])),
      box('iprp', box('ipco', ...properties), box('ipma', VERSION_0, ...associations)),
    );
  const type = box('ftyp', text('heic'), u32(0), text('mif1heic'));
  const before = type.length + meta(0).length + 8;
  return Buffer.concat([type, meta(before), box('mdat', picture)]);
}

/** Returns the first box of that type. */
function found(film: Buffer, type: string): Buffer {
  const start = film.indexOf(type, 0, 'latin1') - 4;
  return film.subarray(start, start + film.readUInt32BE(start));
}
