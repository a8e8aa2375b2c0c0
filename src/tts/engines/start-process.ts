import { execaNode } from 'execa';
import type { EngineInstance } from '#root/tts/engines/instances.js';

/** A process that speaks one line at a time. */
export interface SpeechProcess<Order extends object, Result> extends EngineInstance {
  /** Speaks one line. Throws if the process ends before, as it does at the signal. */
  speak(order: Order, signal: AbortSignal): Promise<Result>;
}

/** Starts a program that answers each message, for an engine whose native code may crash. */
export function startSpeechProcess<Order extends object, Result>(file: string): SpeechProcess<Order, Result> {
  const child = execaNode(file, {
    ipc: true,
    serialization: 'advanced',
    // Neither the loader of TypeScript nor the variables of this process, which contain secrets.
    nodeOptions: ['--max-semi-space-size=1'],
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    // Native code may print the text there.
    stderr: 'ignore',
    buffer: false,
    reject: false,
  });
  // Native code blocks the process, so only the kernel can stop it.
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    child.kill('SIGKILL');
  };
  return {
    isAlive: () => !isKilled && child.connected && child.exitCode === null && child.signalCode === null,
    async speak(order, signal) {
      signal.throwIfAborted();
      signal.addEventListener('abort', kill, { once: true });
      try {
        const [result] = await Promise.all([child.getOneMessage(), child.sendMessage({ ...order })]);
        return result as unknown as Result;
      } catch (error) {
        kill();
        throw error;
      } finally {
        signal.removeEventListener('abort', kill);
      }
    },
    async end() {
      kill();
      await child;
    },
  };
}
