/** Straight (not premultiplied) RGBA, 8 bits a channel, row by row. */
export interface RgbaPicture {
  pixels: Uint8Array;
  width: number;
  height: number;
}

/**
 * Returns the picture as ffmpeg's `yuva420p`, BT.709, limited range: the planes Y, U, V and alpha one after the other.
 * Chroma is averaged by opacity, so that transparent pixels do not tint the edges of visible ones. Width and height
 * must be even. Weights: ITU-R BT.709-6, table 3; ranges: table 4.
 */
export function toYuva420p({ pixels, width, height }: RgbaPicture): Uint8Array {
  const size = width * height;
  const planes = new Uint8Array(size * 2 + size / 2);
  const luma = planes.subarray(0, size);
  const blue = planes.subarray(size, size + size / 4);
  const red = planes.subarray(size + size / 4, size + size / 2);
  const alpha = planes.subarray(size + size / 2);

  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let r = 0;
      let g = 0;
      let b = 0;
      let weight = 0;
      for (let corner = 0; corner < 4; corner += 1) {
        const at = (y + (corner >> 1)) * width + x + (corner & 1);
        const from = at * 4;
        const opacity = pixels[from + 3] as number;
        luma[at] =
          16.5 + (219 / 255) * lumaOf(pixels[from] as number, pixels[from + 1] as number, pixels[from + 2] as number);
        alpha[at] = opacity;
        r += (pixels[from] as number) * opacity;
        g += (pixels[from + 1] as number) * opacity;
        b += (pixels[from + 2] as number) * opacity;
        weight += opacity;
      }
      const at = (y / 2) * (width / 2) + x / 2;
      const seen = Math.max(weight, 1);
      const bright = lumaOf(r, g, b) / seen;
      blue[at] = 128.5 + ((224 / 255) * (b / seen - bright)) / 1.8556;
      red[at] = 128.5 + ((224 / 255) * (r / seen - bright)) / 1.5748;
    }
  }
  return planes;
}

function lumaOf(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
