import pLimit from 'p-limit';
import { type SpeechProcess, startSpeechProcess } from '#root/tts/engines/start-process.js';

export interface SpeechProcesses<Order extends object, Result> {
  /**
   * Speaks one line. Throws if the process ends before, as it does at the signal.
   * @param voice what a process has loaded. It loads one voice only
   */
  speak(voice: string, order: Order, signal: AbortSignal): Promise<Result>;
  close(): Promise<void>;
}

interface ProcessesOptions {
  /** Path of the program, a JavaScript file that answers each message. */
  file: string;
  /** Highest number of processes. */
  size: number;
}

interface Kept<Order extends object, Result> {
  voice: string;
  process: SpeechProcess<Order, Result>;
  ending?: NodeJS.Timeout;
}

// A process takes 80 MB of memory and more, so idle ones end.
const IDLE_MS = 60_000;

/** Keeps processes that speak, each started by the first line that needs it. */
export function createSpeechProcesses<Order extends object, Result>({
  file,
  size,
}: ProcessesOptions): SpeechProcesses<Order, Result> {
  const limit = pLimit(size);
  const all = new Set<Kept<Order, Result>>();
  /** The longest idle one first. */
  let idle: Kept<Order, Result>[] = [];

  /** Waits for nothing, so that lines that begin at once count each other. */
  function take(voice: string): Kept<Order, Result> {
    idle = idle.filter((kept) => kept.process.isAlive() || !all.delete(kept));
    const kept = idle.findLast((each) => each.voice === voice);
    if (kept !== undefined) {
      clearTimeout(kept.ending);
      idle.splice(idle.indexOf(kept), 1);
      return kept;
    }
    const [oldest] = idle;
    if (all.size >= size && oldest !== undefined) void end(oldest);
    const started = { voice, process: startSpeechProcess<Order, Result>(file) };
    all.add(started);
    return started;
  }

  function putBack(kept: Kept<Order, Result>): void {
    kept.ending = setTimeout(() => end(kept), IDLE_MS).unref();
    idle.push(kept);
  }

  async function end(kept: Kept<Order, Result>): Promise<void> {
    clearTimeout(kept.ending);
    idle = idle.filter((each) => each !== kept);
    all.delete(kept);
    await kept.process.end();
  }

  async function speak(voice: string, order: Order, signal: AbortSignal): Promise<Result> {
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
