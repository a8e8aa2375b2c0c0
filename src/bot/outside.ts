/** Counts the work that waits for something outside: Telegram, or files. */
export interface Outside {
  /** Number of such waits now. */
  count(): number;
  /** Returns what the work returns, and counts it until then. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** Creates the counter. `onWait` is called when a wait begins. */
export function countOutside(onWait: () => void): Outside {
  let waiting = 0;
  return {
    count: () => waiting,
    async during(work) {
      waiting += 1;
      onWait();
      try {
        return await work();
      } finally {
        waiting -= 1;
      }
    },
  };
}
