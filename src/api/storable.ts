// PostgreSQL stores neither NUL nor half of a surrogate pair.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Returns the JSON Pointers of strings, and of objects with names of fields, that the database cannot store. */
export function unstorableIn(value: unknown, pointer: string): string[] {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? [pointer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    UNSTORABLE.test(name) ? [pointer] : unstorableIn(each, `${pointer}/${escaped(name)}`),
  );
}

/** Escapes a part of a JSON Pointer (RFC 6901). */
export function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
