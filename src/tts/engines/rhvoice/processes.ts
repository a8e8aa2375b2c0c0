import pLimit from 'p-limit';
import { startRhvoiceProcess } from '#root/tts/engines/rhvoice/start-process.js';
import type { RhvoiceOrder, RhvoiceResult } from './synthesiser.js';

// A process takes about 80 MB of memory, so idle ones end.
const IDLE_MS = 60_000;

export interface RhvoiceProcesses {
  /**
   * Speaks one line. Throws if the process ends before, as it does at the signal.
   * @param voice its revision. A process loads one voice only, which takes 30 MB
   */
  speak(voice: string, order: RhvoiceOrder, signal: AbortSignal): Promise<RhvoiceResult>;
  close(): Promise<void>;
}

interface Kept {
  voice: string;
  process: ReturnType<typeof startRhvoiceProcess>;
  ending?: NodeJS.Timeout;
}

/** Keeps processes that speak, at most as many as `size`, each started by the first line that needs it. */
export function createRhvoiceProcesses(size: number): RhvoiceProcesses {
  const limit = pLimit(size);
  const all = new Set<Kept>();
  /** The longest idle one first. */
  let idle: Kept[] = [];

  /** Waits for nothing, so that lines that begin at once count each other. */
  function take(voice: string): Kept {
    idle = idle.filter((kept) => kept.process.isAlive() || !all.delete(kept));
    const kept = idle.findLast((each) => each.voice === voice);
    if (kept !== undefined) {
      clearTimeout(kept.ending);
      idle.splice(idle.indexOf(kept), 1);
      return kept;
    }
    const [oldest] = idle;
    if (all.size >= size && oldest !== undefined) void end(oldest);
    const started = { voice, process: startRhvoiceProcess() };
    all.add(started);
    return started;
  }

  function putBack(kept: Kept): void {
    kept.ending = setTimeout(() => end(kept), IDLE_MS).unref();
    idle.push(kept);
  }

  async function end(kept: Kept): Promise<void> {
    clearTimeout(kept.ending);
    idle = idle.filter((each) => each !== kept);
    all.delete(kept);
    await kept.process.end();
  }

  async function speak(voice: string, order: RhvoiceOrder, signal: AbortSignal): Promise<RhvoiceResult> {
    signal.throwIfAborted();
    const kept = take(voice);
    try {
      const result = await kept.process.speak(order, signal);
      putBack(kept);
      return result;
    } catch (error) {
      await end(kept);
      throw error;
    }
  }

  return {
    speak: (voice, order, signal) => limit(() => speak(voice, order, signal)),
    close: async () => {
      await Promise.all(Array.from(all, end));
    },
  };
}
