import { z } from 'zod';
import type { Values } from '#root/config/kinds.js';

/** OpenTelemetry's own variables that say whether to trace. It reads these and all others itself. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
};

export function toTracing(env: Values<typeof tracingVariables>) {
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  /** Address of the collector, undefined if nothing is traced. */
  return { endpoint: env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' ? undefined : endpoint };
}
