import { Gauge, type Registry } from 'prom-client';

export interface ServiceMetricsDeps {
  registry: Registry;
  /** Asks each service whether it is there, in a bounded time. */
  readiness: () => Promise<{ services: Record<string, 'ok' | 'not'> }>;
}

/** Returns a reader of which services this process reaches. */
export function createServiceMetrics({ registry, readiness }: ServiceMetricsDeps): () => Promise<void> {
  const up = new Gauge({
    name: 'zdravitsa_service_up',
    help: '1 where this process reaches the service, 0 where not.',
    labelNames: ['service'],
    registers: [registry],
  });
  return async () => {
    const { services } = await readiness();
    for (const [service, state] of Object.entries(services)) up.set({ service }, state === 'ok' ? 1 : 0);
  };
}
