/** Lets a caller wait for an event by its id, also if the event has already happened. */
export interface Arrivals {
  arrive(id: string): void;
  until(id: string): Promise<void>;
}

export function createArrivals(): Arrivals {
  const waiting = new Map<string, () => void>();
  const early = new Set<string>();
  return {
    arrive(id) {
      const resolve = waiting.get(id);
      if (resolve === undefined) early.add(id);
      else resolve();
      waiting.delete(id);
    },
    async until(id) {
      if (early.delete(id)) return;
      await new Promise<void>((resolve) => waiting.set(id, resolve));
    },
  };
}
