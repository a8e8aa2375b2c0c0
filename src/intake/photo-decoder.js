// A process that decodes one photo, rotates it by its EXIF, and writes it as a JPEG without metadata:
// node photo-decoder.js INPUT OUTPUT. It prints what came of it. It runs with a memory limit, so a hostile file can end
// this process only. It is plain JavaScript, because a loader of TypeScript would take a third of that memory.
import { Console } from 'node:console';
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

// Covers the longer side of a frame, with a margin for a slow zoom, even if a panorama is cropped to a portrait.
const SHORTER_SIDE = 1_920;
// What is decoded row by row takes time instead of memory.
const MAX_PIXELS = 120_000_000;
const MAX_BYTES = 200_000_000;

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map((format) => `VipsForeignLoad${format}`),
});

/** @type {Record<string, number | undefined>} */
const BYTES_OF_DEPTH = { uchar: 1, char: 1, ushort: 2, short: 2, uint: 4, int: 4, float: 4 };

/**
 * Returns the memory that the decoder takes for a pixel, in bytes. Measured with libvips 8.18 and libheif 1.23.
 * @param {import('sharp').Metadata} metadata
 */
function bytesPerPixel({ format, compression, isProgressive, chromaSubsampling, channels, depth, bitsPerSample = 8 }) {
  if (compression === 'hevc') return bitsPerSample > 8 ? 13 : 8;
  if (format === 'heif') return bitsPerSample > 8 ? 24 : 16;
  if (format === 'webp' || format === 'gif') return 4;
  // A strip may hold the whole picture.
  if (format === 'tiff') return channels * (BYTES_OF_DEPTH[depth] ?? 8);
  if (!isProgressive) return 0;
  if (format === 'png') return channels * (depth === 'ushort' ? 2 : 1);
  // All coefficients of a progressive JPEG, in 16 bits each.
  return 2 * (chromaSubsampling === '4:2:0' ? 1.5 : channels);
}

/** @param {import('sharp').Metadata} metadata */
function isTooLarge(metadata) {
  const pixels = metadata.width * metadata.height;
  return pixels > MAX_PIXELS || pixels * bytesPerPixel(metadata) > MAX_BYTES;
}

/** @param {import('sharp').Sharp} picture */
function toJpeg(picture) {
  return picture
    .rotate()
    .resize(SHORTER_SIDE, SHORTER_SIDE, { fit: 'outside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/**
 * @param {string} input
 * @param {'truncated' | 'none'} failOn
 */
function decode(input, failOn) {
  return toJpeg(sharp(input, { limitInputPixels: false, failOn }));
}

/**
 * The build of libvips that comes with sharp has no decoder for HEVC, libheif's own build has. It rotates the picture.
 * @param {string} input
 */
async function decodeHevc(input) {
  // It writes its warnings to the console. Standard output is for the outcome.
  globalThis.console = new Console(process.stderr);
  const { default: libheif } = await import('libheif-js/wasm-bundle.js');
  const context = libheif.heif_context_alloc();
  const read = libheif.heif_context_read_from_memory(context, await readFile(input));
  if (read.code !== libheif.heif_error_code.heif_error_Ok) throw new Error(read.message);
  const primary = libheif.heif_js_context_get_primary_image_handle(context);
  const { heif_colorspace_RGB } = libheif.heif_colorspace;
  const { heif_chroma_interleaved_RGB } = libheif.heif_chroma;
  const decoded = await libheif.heif_js_decode_image2(primary, heif_colorspace_RGB, heif_chroma_interleaved_RGB);
  const [pixels] = decoded.channels ?? [];
  if (pixels === undefined) throw new Error(decoded.message);
  return toJpeg(sharp(withoutPadding(pixels), { raw: { width: pixels.width, height: pixels.height, channels: 3 } }));
}

/**
 * Moves the rows together, without a copy of the picture.
 * @param {import('libheif-js/wasm-bundle.js').Channel} pixels
 */
function withoutPadding({ width, height, stride, data }) {
  const row = width * 3;
  if (stride !== row) {
    for (let y = 1; y < height; y++) data.copyWithin(y * row, y * stride, y * stride + row);
  }
  return data.subarray(0, height * row);
}

/**
 * Returns whether the upper half was decoded. What is missing has one colour.
 * @param {Buffer} jpeg
 */
async function isHalfThere(jpeg) {
  const { width, height } = await sharp(jpeg).metadata();
  const middle = sharp(jpeg).extract({ left: 0, top: Math.floor(height / 2), width, height: 1 });
  const { channels } = await sharp(await middle.png().toBuffer()).stats();
  return channels.some(({ min, max }) => max - min > 3);
}

/** @param {string} input */
async function decodeWhatIsThere(input) {
  try {
    return await decode(input, 'truncated');
  } catch (error) {
    const jpeg = await decode(input, 'none');
    if (await isHalfThere(jpeg)) return jpeg;
    throw error;
  }
}

/**
 * @param {string} input
 * @param {string} output
 * @returns {Promise<import('./decode-photo.js').PhotoOutcome>}
 */
async function run(input, output) {
  try {
    const metadata = await sharp(input, { limitInputPixels: false, failOn: 'none' }).metadata();
    if (isTooLarge(metadata)) return 'too large';
    const isHevc = metadata.compression === 'hevc';
    await writeFile(output, await (isHevc ? decodeHevc(input) : decodeWhatIsThere(input)));
    return 'decoded';
  } catch (error) {
    process.stderr.write(`${error}\n`);
    return 'not decodable';
  }
}

const [input = '', output = ''] = process.argv.slice(2);
process.stdout.write(await run(input, output));
