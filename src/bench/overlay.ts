import type { Store } from '#root/storage/store.js';

/** Returns a store that writes to the first, and reads from both. */
export function overlay(store: Store, below: Store): Store {
  return {
    ...store,
    has: async (key) => (await store.has(key)) || (await below.has(key)),
    fetch: async (key, dir) => (await store.fetch(key, dir)) ?? (await below.fetch(key, dir)),
    open: async (key) => (await store.open(key)) ?? (await below.open(key)),
  };
}
