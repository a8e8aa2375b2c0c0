import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { ApiEnv } from '#root/api/api-env.js';
import type { Tracing } from '#root/process/tracing.js';

/** A request that was answered. */
interface RequestEnd {
  method: string;
  /** Path of the route, with names in place of ids. */
  route: string;
  status: number;
  seconds: number;
}

export interface ObserveDeps {
  onRequest: (end: RequestEnd) => void;
  /** Runs the work in a span, if tracing is on. */
  inSpan: Tracing['inSpan'] | undefined;
}

/** Measures every request, and makes it the beginning of a trace. */
export function observe({ onRequest, inSpan = (_, work) => work() }: ObserveDeps) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const startedAt = performance.now();
    const { method, path } = context.req;
    await inSpan(`${method} ${path.startsWith('/v1/') ? 'api' : 'page'}`, next);
    // Any text may stand in the path of a request that has no route.
    const route = context.res.status === 404 && routePath(context, -1) === '/*' ? 'none' : routePath(context, -1);
    onRequest({ method, route, status: context.res.status, seconds: (performance.now() - startedAt) / 1_000 });
  });
}
