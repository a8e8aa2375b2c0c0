import pTimeout from 'p-timeout';

/** Resolves where the service answers, rejects where not. */
type Probe = () => Promise<unknown>;

export interface ReadinessOptions {
  /** By the name of the service. */
  probes: Record<string, Probe>;
  /** What has not answered by then counts as away, milliseconds. */
  timeoutMs?: number;
}

interface ReadyState {
  ready: boolean;
  services: Record<string, 'ok' | 'not'>;
}

export type Readiness = () => Promise<ReadyState>;

/** Tells, whenever it is asked, which of the services answer. A probe that hangs is not asked again until it ends. */
export function createReadiness({ probes, timeoutMs = 2_000 }: ReadinessOptions): Readiness {
  const asked = new Map<string, Promise<boolean>>();

  function ask(name: string, probe: Probe): Promise<boolean> {
    const pending = asked.get(name) ?? succeeds(probe).finally(() => asked.delete(name));
    asked.set(name, pending);
    return pending;
  }

  return async () => {
    const entries = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => {
        const isUp = await pTimeout(ask(name, probe), { milliseconds: timeoutMs, fallback: () => false });
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
