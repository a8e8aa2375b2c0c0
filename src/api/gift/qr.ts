import { encode, renderSVG } from 'uqr';

// A printed card may get a crease or a stain: 15 % of the code may be lost.
const OPTIONS = { ecc: 'M', border: 0 } as const;

/** Returns the QR code of an address as SVG, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export function qrSvg(url: string): string {
  return renderSVG(url, { ...OPTIONS, border: 4, pixelSize: 4 });
}

/** Returns the dark modules of the QR code of an address, without a quiet zone. */
export function qrModules(url: string): boolean[][] {
  return encode(url, OPTIONS).data;
}
