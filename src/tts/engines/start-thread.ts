import { Piscina } from 'piscina';
import type { EngineInstance } from '#root/tts/engines/instances.js';

/** A thread that does one thing at a time. Others wait. */
export interface EngineThread<Order, Result> extends EngineInstance {
  /** Throws if the thread fails, and at the signal, which ends the thread: another one starts. */
  run(order: Order, signal: AbortSignal): Promise<Result>;
}

/** Starts a thread that calls the exported function of a JavaScript file. */
export function startThread<Order, Result>(file: URL, name: string): EngineThread<Order, Result> {
  const pool = new Piscina<Order, Result>({
    filename: file.href,
    name,
    minThreads: 1,
    maxThreads: 1,
    // Without the loader of TypeScript, which takes 30 MB in each thread.
    execArgv: [],
    // Short-lived objects are collected early, because a worker has little memory.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  let isAlive = true;
  return {
    isAlive: () => isAlive,
    run: (order, signal) => pool.run(order, { signal }),
    async end() {
      isAlive = false;
      await pool.destroy();
    },
  };
}
