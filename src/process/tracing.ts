import type { Telemetry } from 'bullmq';
import pTimeout from 'p-timeout';

export interface Tracing {
  /** Carries a trace with a flow, from whoever adds it through all of its steps. */
  telemetry: Telemetry;
  /** Does the work as a span of that name, below the one that is under way. */
  inSpan: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Sends what was not sent yet. */
  close: () => Promise<void>;
}

// A collector that is away must not keep a process from ending.
const CLOSE_MS = 2_000;

/**
 * Starts to send traces as the standard OTEL_ variables say, and sets OpenTelemetry's global propagator and context.
 * Returns undefined, having loaded nothing, where they name no endpoint.
 * @param service how the process is called where OTEL_SERVICE_NAME does not say it
 */
export async function startTracing({ isTraced }: { isTraced: boolean }, service: string): Promise<Tracing | undefined> {
  if (!isTraced) return undefined;
  const { SpanStatusCode, trace } = await import('@opentelemetry/api');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { detectResources, envDetector, resourceFromAttributes } = await import('@opentelemetry/resources');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { BullMQOtel } = await import('bullmq-otel');

  const named = resourceFromAttributes({ 'service.name': service });
  const provider = new NodeTracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
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
          // Its message may hold what a user wrote.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
          throw error;
        } finally {
          span.end();
        }
      }),
    close: () => pTimeout(provider.shutdown(), { milliseconds: CLOSE_MS, fallback: () => {} }),
  };
}
