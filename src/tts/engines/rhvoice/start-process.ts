import { fileURLToPath } from 'node:url';
import { execaNode } from 'execa';
import type { RhvoiceOrder, RhvoiceResult } from './synthesiser.js';

const FILE = fileURLToPath(new URL('./synthesiser.js', import.meta.url));

/** A process that speaks one line at a time. */
export interface RhvoiceProcess {
  /** False as soon as the process has ended. */
  isAlive(): boolean;
  /** Speaks one line. Throws if the process ends before, as it does at the signal. */
  speak(order: RhvoiceOrder, signal: AbortSignal): Promise<RhvoiceResult>;
  /** Ends the process. */
  end(): Promise<void>;
}

/** Starts a process. It ends with this one, however that ends. */
export function startRhvoiceProcess(): RhvoiceProcess {
  const child = execaNode(FILE, {
    ipc: true,
    serialization: 'advanced',
    // Neither the loader of TypeScript nor the variables of this process, which contain secrets.
    nodeOptions: ['--max-semi-space-size=1'],
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'inherit',
    buffer: false,
    reject: false,
  });
  // RHVoice blocks the process, so only the kernel can stop it.
  const kill = () => child.kill('SIGKILL');
  return {
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    async speak(order, signal) {
      signal.throwIfAborted();
      signal.addEventListener('abort', kill, { once: true });
      try {
        const [result] = await Promise.all([child.getOneMessage(), child.sendMessage({ ...order })]);
        return result as unknown as RhvoiceResult;
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
