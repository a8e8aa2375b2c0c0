import type { LayerMotion } from '#root/montage/pictures/motion.js';
import type { Picture } from '#root/montage/pictures/picture.js';

/** A layer of a scene before its picture is fitted to the frame. */
export interface PlannedLayer {
  picture: Picture;
  motion: LayerMotion;
}
