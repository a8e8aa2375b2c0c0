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
  /** Why a service cannot be used, by its name. Absent if all can. */
  reasons?: Record<string, string>;
}

export type Readiness = () => Promise<ReadyState>;

/** Creates a check of which services answer. A probe that hangs is not started again until it ends. */
export function createReadiness({ probes, timeoutMs = 2_000 }: ReadinessOptions): Readiness {
  const pending = new Map<string, Promise<string | undefined>>();

  function run(name: string, probe: Probe): Promise<string | undefined> {
    const result = pending.get(name) ?? reasonOf(probe).finally(() => pending.delete(name));
    pending.set(name, result);
    return result;
  }

  return async () => {
    const fallback = () => `no answer within ${timeoutMs / 1_000} s`;
    const found = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => ({
        name,
        reason: await pTimeout(run(name, probe), { milliseconds: timeoutMs, fallback }),
      })),
    );
    const services = Object.fromEntries(
      found.map(({ name, reason }) => [name, reason === undefined ? ('ok' as const) : ('not' as const)]),
    );
    const reasons = Object.fromEntries(
      found.flatMap(({ name, reason }) => (reason === undefined ? [] : [[name, reason]])),
    );
    const ready = Object.keys(reasons).length === 0;
    return { ready, services, ...(ready ? {} : { reasons }) };
  };
}

/** Returns why the probe fails, or undefined if it succeeds. */
async function reasonOf(probe: Probe): Promise<string | undefined> {
  try {
    await probe();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
