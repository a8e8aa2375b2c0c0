import type { Store } from '#root/storage/store.js';

/** Returns a store that writes to the first store and reads from both. */
export function overlay(store: Store, below: Store): Store {
  return {
    ...store,
    has: async (key, call) => (await store.has(key, call)) || (await below.has(key, call)),
    fetch: async (key, dir, call) => (await store.fetch(key, dir, call)) ?? (await below.fetch(key, dir, call)),
    open: async (key, call) => (await store.open(key, call)) ?? (await below.open(key, call)),
  };
}
