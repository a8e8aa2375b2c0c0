import type { Telemetry } from 'bullmq';
import pTimeout from 'p-timeout';
import type { Config } from '#root/config.js';
import { proxyAgentFor } from '#root/process/proxy-agent.js';

export interface Tracing {
  /** Passes a trace on with a flow, from the process that adds the flow through all its steps. */
  telemetry: Telemetry;
  /** Runs the work in a span of that name, as a child of the active span. */
  inSpan: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Sends all spans that were not sent yet. */
  close: () => Promise<void>;
}

// A process must be able to end although its collector is unavailable.
const CLOSE_MS = 2_000;

/**
 * Starts sending traces as the standard OTEL_ variables say, and sets OpenTelemetry's global propagator and context.
 * Returns undefined, and loads nothing, if they name no endpoint.
 * @param service name of the process if OTEL_SERVICE_NAME is not set
 */
export async function startTracing(
  { tracing: { endpoint }, proxies }: Pick<Config, 'tracing' | 'proxies'>,
  service: string,
): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const agent = proxyAgentFor(endpoint, proxies);
  const { SpanStatusCode, trace } = await import('@opentelemetry/api');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { detectResources, envDetector, resourceFromAttributes } = await import('@opentelemetry/resources');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { BullMQOtel } = await import('bullmq-otel');

  const named = resourceFromAttributes({ 'service.name': service });
  const provider = new NodeTracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(agent && { httpAgentOptions: () => agent }))],
  });
  provider.register();
  const tracer = trace.getTracer('zdravitsa');

  return {
    telemetry: new BullMQOtel({ tracerName: 'zdravitsa' }),
    inSpan: (name, work) =>
      tracer.startActiveSpan(name, async (span) => {
        try {
          return await work();
        } catch (error) {
          // The error's message may contain a user's text.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
          throw error;
        } finally {
          span.end();
        }
      }),
    close: () => pTimeout(provider.shutdown(), { milliseconds: CLOSE_MS, fallback: () => {} }),
  };
}
