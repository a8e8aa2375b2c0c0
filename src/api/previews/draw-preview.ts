import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { Sharp } from 'sharp';
import type { ApiDeps } from '#root/api/api-deps.js';
import { UnavailableError } from '#root/errors.js';
import type { CheckedOrder } from '#root/greeting/check-order.js';
import { buildScript } from '#root/greeting/script.js';
import { NO_MUSIC } from '#root/greeting/spec.js';
import type { Frame } from '#root/montage/frame.js';

type PreviewDeps = Pick<ApiDeps, 'store' | 'ffmpeg' | 'workDir'>;

const AT_ONCE = 2;
const MOST_WAITING = 8;
const RETRY_AFTER_MS = 2_000;
const CACHE_BYTES = 16_000_000;
const QUALITY = 82;

/** Creates the function that draws the first moments of a greeting. */
export function createPreviewer({ store, ffmpeg, workDir }: PreviewDeps) {
  const limit = pLimit(AT_ONCE);
  // In memory and not in storage, where a name would stay after its greeting was deleted.
  const drawn = new LRUCache<string, Buffer>({ maxSize: CACHE_BYTES, sizeCalculation: ({ length }) => length });

  async function draw({ content, stored }: CheckedOrder<string>, signal: AbortSignal): Promise<Buffer> {
    // Loaded only here: pictures and fonts take 60 MB of memory.
    const { loadMaterials } = await import('#root/montage/load-materials.js');
    const { planMontage } = await import('#root/montage/plan.js');
    const { drawStill } = await import('#root/montage/still.js');
    const { withMadeUpTimes } = await import('#root/montage/made-up-times.js');
    const dir = await mkdtemp(join(await workDir(), 'zdravitsa-preview-'));
    try {
      const { template, format, language } = content;
      const scenes = buildScript({ ...content, ...stored })
        .slice(0, 2)
        .map(withMadeUpTimes);
      const order = { template, format, language, music: NO_MUSIC, scenes };
      const deps = { store: await store(), ffmpeg: await ffmpeg(), dir, signal };
      const plan = planMontage(order, await loadMaterials(order, deps));
      const stills = await Promise.all(plan.scenes.slice(0, 2).map((scene) => drawStill(scene, { ...deps, plan })));
      return await beside(stills, plan.frame);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  /**
   * Returns the title and the first line as one JPEG. Throws InputError (MEDIA_LOST), UnavailableError (PREVIEWS_BUSY),
   * AbortedError at the signal.
   */
  return async (order: CheckedOrder<string>, signal: AbortSignal): Promise<Buffer> => {
    const key = keyOf(order);
    const known = drawn.get(key);
    if (known !== undefined) return known;
    if (limit.pendingCount >= MOST_WAITING) {
      throw new UnavailableError('PREVIEWS_BUSY', 'too many previews wait', { retryAfterMs: RETRY_AFTER_MS });
    }
    const picture = await limit(() => draw(order, signal));
    drawn.set(key, picture);
    return picture;
  };
}

function keyOf({ content, stored }: CheckedOrder<string>): string {
  const { to, text, template, format, language } = content;
  const seen = [to, text, template, format, language, stored?.photos, stored?.recording?.clipKey, stored?.clip?.key];
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url');
}

/** Returns the pictures at half size as one, side by side, those that are wide one below the other. */
async function beside(stills: Sharp[], { width, height }: Frame) {
  const { default: sharp } = await import('sharp');
  const half = { width: width / 2, height: height / 2 };
  const isWide = width > height;
  const cells = await Promise.all(
    stills.map(async (still, index) => ({
      input: await still.resize(half).raw().toBuffer(),
      raw: { ...half, channels: 3 as const },
      left: isWide ? 0 : index * half.width,
      top: isWide ? index * half.height : 0,
    })),
  );
  const size = isWide
    ? { width: half.width, height: half.height * cells.length }
    : { width: half.width * cells.length, height: half.height };
  const sheet = sharp({ create: { ...size, channels: 3, background: 'black' } });
  return sheet.composite(cells).jpeg({ quality: QUALITY }).toBuffer();
}
