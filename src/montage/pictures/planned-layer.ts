import type { TemplateFile } from '#root/montage/pictures/art.js';
import type { LayerMotion } from '#root/montage/pictures/motion.js';

/** A picture of a scene before it is drawn at the size of the frame. */
export interface PlannedLayer {
  art: TemplateFile;
  motion: LayerMotion;
}
