import { OpenAPIHono } from '@hono/zod-openapi';
import { assertStorable, invalid } from '#root/api/problem.js';
import type { ApiKey } from '#root/jobs/api-keys.js';

/** What the handlers of a request know. */
export interface ApiEnv {
  Variables: {
    /** Repeated in the log and in an error. */
    requestId: string;
    /** Who asks. */
    apiKey: ApiKey;
  };
}

/** Returns an empty group of routes. A request that does not match a route's schema is answered with 422. */
export function createRoutes(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook(result) {
      if (!result.success) throw invalid(result.error.issues, result.target);
      assertStorable(result.data, result.target);
    },
  });
}
