export interface Lazy<T> {
  /** Returns the value, made by the first call. If that fails, the next call tries again. */
  get(): Promise<T>;
  /** Returns the value if it was made, and does not make it. */
  ifMade(): Promise<T | undefined>;
}

/** Returns a value that is made once, when it is first needed. */
export function createLazy<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | undefined;
  return {
    get() {
      made ??= make().catch((error: unknown) => {
        made = undefined;
        throw error;
      });
      return made;
    },
    ifMade: async () => made?.catch(() => undefined),
  };
}
