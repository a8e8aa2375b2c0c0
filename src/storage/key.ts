import { createHash } from 'node:crypto';

/**
 * Returns the key of an artifact from all that determines its content.
 * @param kind folder, e.g. `scene`
 * @param parts any JSON; the order of an object's properties does not matter
 * @param extension file extension, e.g. `mp4`
 */
export function artifactKey(kind: string, parts: unknown, extension: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(sorted(parts)))
    .digest('hex');
  return `${kind}/${hash.slice(0, 40)}.${extension}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
