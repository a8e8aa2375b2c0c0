import pTimeout from 'p-timeout';

/** Resolves if the service answers, rejects if not. */
type Probe = () => Promise<unknown>;

export interface ReadinessOptions {
  /** Probes by the name of the service. */
  probes: Record<string, Probe>;
  /** Time after which a service counts as unavailable, in milliseconds. */
  timeoutMs?: number;
}

interface ReadyState {
  ready: boolean;
  services: Record<string, 'ok' | 'not'>;
}

export type Readiness = () => Promise<ReadyState>;

/** Creates a check of which services answer. A probe that hangs is not started again until it ends. */
export function createReadiness({ probes, timeoutMs = 2_000 }: ReadinessOptions): Readiness {
  const pending = new Map<string, Promise<boolean>>();

  function run(name: string, probe: Probe): Promise<boolean> {
    const result = pending.get(name) ?? succeeds(probe).finally(() => pending.delete(name));
    pending.set(name, result);
    return result;
  }

  return async () => {
    const entries = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => {
        const isUp = await pTimeout(run(name, probe), { milliseconds: timeoutMs, fallback: () => false });
        return [name, isUp ? 'ok' : 'not'] as const;
      }),
    );
    return { ready: entries.every(([, state]) => state === 'ok'), services: Object.fromEntries(entries) };
  };
}

async function succeeds(probe: Probe): Promise<boolean> {
  try {
    await probe();
    return true;
  } catch {
    return false;
  }
}
