import { z } from 'zod';
import type { Values } from '#root/config/kinds.js';

/** OpenTelemetry's own variables that say whether to trace. It reads these and all others itself. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
};

export function isTraced(env: Values<typeof tracingVariables>): boolean {
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return endpoint !== undefined && env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true';
}
