import { open } from 'node:fs/promises';

/** What a file is by its first bytes. */
export type FileKind = 'photo' | 'recording';

/** A Windows bitmap: "BM", and after 12 bytes the size of its header. https://en.wikipedia.org/wiki/BMP_file_format */
const BITMAP = /^BM.{12}[\f(48@l|]\0\0\0/s;

/**
 * First bytes of JPEG, PNG, GIF, WebP, TIFF, AVIF, HEIF and BMP files. No other format is decoded: an SVG may refer to other files
 * and hosts. https://en.wikipedia.org/wiki/List_of_file_signatures
 */
const PHOTOS = [
  /^\xff\xd8\xff/,
  /^\x89PNG\r\n/,
  /^GIF8[79]a/,
  /^RIFF.{4}WEBP/s,
  /^(II[*+]\0|MM\0[*+])/,
  /^.{4}ftyp(avi[fs]|hei[cxms]|hev[cxms]|mif1|msf1)/s,
  BITMAP,
];

/**
 * First bytes of MP4 and QuickTime, Matroska and WebM, Ogg, MP3 and AAC, WAV and AVI, Wave64, FLAC, AMR, CAF, AIFF, ASF, FLV,
 * MPEG program and transport streams.
 */
const RECORDINGS = [
  /^.{4}(ftyp|moov|mdat|wide|free|skip|pnot)/s,
  /^.E\xdf\xa3/s,
  /^OggS/,
  // 0xfe would be a text in UTF-16.
  /^(ID3|\xff[\xe0-\xfd\xff])/,
  /^(RIFF|RF64).{4}(WAVE|AVI )/s,
  /^riff\x2e\x91\xcf/,
  /^fLaC/,
  /^#!AMR/,
  /^caff/,
  /^FORM.{4}AIF[FC]/s,
  /^0&\xb2u/,
  /^FLV/,
  /^\0\0[^\0][\xba\xb3]/,
  /^(.{4})?G.{187}G/s,
];
const SIGNATURE_BYTES = 200;

/** Returns what the file is, or undefined if it is no picture, sound or video that could be decoded. */
export async function fileKindOf(path: string): Promise<FileKind | undefined> {
  const start = (await readStart(path)).toString('latin1');
  const matches = (signature: RegExp) => signature.test(start);
  if (PHOTOS.some(matches)) return 'photo';
  return RECORDINGS.some(matches) ? 'recording' : undefined;
}

/** Returns whether the file is a Windows bitmap. */
export async function isBitmap(path: string): Promise<boolean> {
  return BITMAP.test((await readStart(path)).toString('latin1'));
}

/** Returns the first bytes of a file. */
export async function readStart(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
