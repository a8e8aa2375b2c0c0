import pLimit from 'p-limit';

/** A process or a thread of an engine. */
export interface EngineInstance {
  /** False as soon as it has ended. */
  isAlive(): boolean;
  end(): Promise<void>;
}

/** Which instances can do the same work, and how one is started. */
interface InstanceKind<Instance extends EngineInstance> {
  engine: string;
  /** What an instance has loaded for good, if engines load one thing of several. */
  loaded?: string;
  /** Highest number of users at once. By default 1. */
  users?: number;
  start: () => Instance;
}

/** The instances of all engines, which share a limit. */
export interface EngineInstances {
  /** Calls `work` with an instance, and starts one if there is none. One that fails may have ended. */
  use<Instance extends EngineInstance, Result>(
    kind: InstanceKind<Instance>,
    work: (instance: Instance) => Promise<Result>,
  ): Promise<Result>;
  /** Returns how many are alive. */
  count(): number;
  /** Ends the instances of an engine. */
  close(engine: string): Promise<void>;
}

interface Kept {
  engine: string;
  loaded: string | undefined;
  users: number;
  /** Resolves when it has started, after those that it replaces have ended. */
  instance: Promise<EngineInstance>;
  /** The same, once it has started. */
  started?: EngineInstance;
  ending?: NodeJS.Timeout;
}

// An instance takes 40 MB of memory and more, so idle ones end.
const IDLE_MS = 60_000;

/**
 * Keeps instances of engines, each started when it is first needed.
 * @param most highest number of instances. Before another one starts, the longest idle one ends, whatever its engine
 */
export function createEngineInstances(most: number): EngineInstances {
  const limit = pLimit(most);
  /** The longest idle one first. */
  const all = new Set<Kept>();

  /** Waits for nothing, so that uses that begin at once count each other. */
  function take({ engine, loaded, users = 1, start }: InstanceKind<EngineInstance>): Kept {
    for (const kept of all) if (kept.users === 0 && kept.started?.isAlive() !== true) forget(kept);
    const known = Array.from(all).findLast(
      (kept) => kept.engine === engine && kept.loaded === loaded && kept.users < users,
    );
    if (known !== undefined) {
      clearTimeout(known.ending);
      known.users += 1;
      return known;
    }
    const idle = Array.from(all).filter((kept) => kept.users === 0);
    const room = Promise.all(idle.slice(0, Math.max(all.size + 1 - most, 0)).map(end));
    const kept: Kept = { engine, loaded, users: 1, instance: room.then(start) };
    all.add(kept);
    return kept;
  }

  function putBack(kept: Kept): void {
    kept.users -= 1;
    // The engine may have been closed meanwhile.
    if (kept.users > 0 || !all.delete(kept) || kept.started?.isAlive() !== true) return;
    all.add(kept);
    kept.ending = setTimeout(() => end(kept), IDLE_MS).unref();
  }

  function forget(kept: Kept): void {
    clearTimeout(kept.ending);
    all.delete(kept);
  }

  async function end(kept: Kept): Promise<void> {
    forget(kept);
    await (await kept.instance).end();
  }

  return {
    use: (kind, work) =>
      limit(async () => {
        const kept = take(kind);
        try {
          kept.started = await kept.instance;
          // What the engine starts is always of one type.
          return await work(kept.started as Parameters<typeof work>[0]);
        } finally {
          putBack(kept);
        }
      }),
    count: () => all.size,
    async close(engine) {
      await Promise.all(Array.from(all, (kept) => (kept.engine === engine ? end(kept) : undefined)));
    },
  };
}
