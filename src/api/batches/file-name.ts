import { safeName } from '#root/api/safe-name.js';

const MAX_BYTES = 120;

/** Returns a name for a file: `007 Анна.mp4`. The row makes it unique in its batch. */
export function fileNameOf(row: number, to: string, { rows, extension }: { rows: number; extension: string }): string {
  const place = String(row).padStart(String(rows).length, '0');
  const name = safeName(shortened(safeName(to)));
  return `${`${place} ${name}`.trim()}.${extension}`;
}

/** Returns the first characters that are within the limit. No character is cut. */
function shortened(name: string): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > MAX_BYTES) break;
    kept += segment;
  }
  return kept;
}
