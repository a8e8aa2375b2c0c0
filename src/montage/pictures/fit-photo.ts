import sharp, { type Sharp } from 'sharp';
import type { Frame } from '#root/montage/frame.js';
import { PHOTO_ZOOM } from '#root/montage/pictures/motion.js';
import type { PhotoPicture } from '#root/montage/pictures/picture.js';
import { background, backgroundSize, mayBeCropped, placeWhole } from '#root/montage/pictures/whole-picture.js';

/**
 * Fits a photo to that size: cropped if most of it stays, or else whole in front of a blurred, darkened copy. The whole
 * is in the frame until the zoom ends.
 */
export async function fitPhoto({ bytes, freeHeight }: PhotoPicture, size: Frame): Promise<Sharp> {
  const photo = await sharp(bytes).metadata();
  // Crops to the part that attracts attention: a face, rather than the middle.
  if (mayBeCropped(photo, size)) return open(bytes).resize({ ...size, fit: 'cover', position: 'attention' });

  const seen = { width: size.width / (1 + PHOTO_ZOOM), height: size.height / (1 + PHOTO_ZOOM) };
  const { width, height, left, top } = placeWhole(photo, seen, freeHeight);
  const whole = await open(bytes).resize({ width, height, fit: 'fill' }).raw().toBuffer({ resolveWithObject: true });
  const blurred = await open(bytes)
    .resize({ ...backgroundSize(size), fit: 'cover' })
    .blur(background.blurPx)
    .linear(background.brightness, 0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(blurred.data, { raw: blurred.info })
    .resize({ ...size, fit: 'fill' })
    .composite([
      {
        input: whole.data,
        raw: whole.info,
        left: left + Math.round((size.width - seen.width) / 2),
        top: top + Math.round((size.height - seen.height) / 2),
      },
    ]);
}

/** Opens a photo with three channels, even if it is grey. */
function open(bytes: Buffer): Sharp {
  return sharp(bytes).flatten().toColourspace('srgb');
}
