import { Gauge, type Registry } from 'prom-client';

export interface ServiceMetricsDeps {
  registry: Registry;
  /** Checks whether each service answers, within a time limit. */
  readiness: () => Promise<{ services: Record<string, 'ok' | 'not'> }>;
}

/** Registers a metric for each service that this process may reach. Returns the function that updates them. */
export function createServiceMetrics({ registry, readiness }: ServiceMetricsDeps): () => Promise<void> {
  const up = new Gauge({
    name: 'zdravitsa_service_up',
    help: '1 if this process reaches the service, 0 if not.',
    labelNames: ['service'],
    registers: [registry],
  });
  return async () => {
    const { services } = await readiness();
    for (const [service, state] of Object.entries(services)) up.set({ service }, state === 'ok' ? 1 : 0);
  };
}
