import type { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { requestId } from 'hono/request-id';
import type { Cluster, Redis } from 'ioredis';
import type { ApiDeps } from '#root/api/api-deps.js';
import { type ApiEnv, createRoutes } from '#root/api/api-env.js';
import { authenticate } from '#root/api/authenticate.js';
import { createBatchRoutes } from '#root/api/batches/batch-routes.js';
import { createCatalogRoutes } from '#root/api/catalog/catalog-routes.js';
import { createKeyRoutes } from '#root/api/catalog/key-routes.js';
import { checkJson } from '#root/api/check-json.js';
import { createDocsRoutes } from '#root/api/docs/docs-routes.js';
import { createEventRoutes } from '#root/api/events/event-routes.js';
import { createFileRoutes } from '#root/api/files/file-routes.js';
import { createGiftApp } from '#root/api/gift/gift-app.js';
import { createGiftRoutes } from '#root/api/gift/gift-routes.js';
import { createGreetingRoutes } from '#root/api/greetings/greeting-routes.js';
import { createMcpRoutes } from '#root/api/mcp/mcp-routes.js';
import { observe } from '#root/api/observe.js';
import { describeApi } from '#root/api/openapi.js';
import { createPageApp } from '#root/api/page/page-app.js';
import { createPreviewRoutes } from '#root/api/previews/preview-routes.js';
import { ProblemError, problemOf, toResponse } from '#root/api/problem.js';
import { limitRate } from '#root/api/rate-limit.js';
import { refuseCompressed } from '#root/api/refuse-compressed.js';
import { createUploadFinder } from '#root/api/uploads/find-uploads.js';
import { createUploadRoutes } from '#root/api/uploads/upload-routes.js';
import { createWebhookRoutes } from '#root/api/webhooks/webhook-routes.js';
import { limitBody } from '#root/http/limit-body.js';
import { onlyLoopbackNames, onlySameOriginWrites } from '#root/http/own-pages.js';
import { securityHeaders } from '#root/http/security-headers.js';

export interface ApiAppDeps extends ApiDeps {
  /** Counts the requests of each key. The caller closes it. */
  redis: Redis | Cluster;
}

// The page fetches pictures and sounds with its key, and then shows them from memory.
const pagePolicy = { imgSrc: ["'self'", 'data:', 'blob:'], mediaSrc: ["'self'", 'blob:'] };
// What the pages of other sites may read of an answer, besides its body and the headers that every page may read.
const readableHeaders = ['ETag', 'Location', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'];
const DAY_S = 86_400;
const JSON_BYTES = 64_000;
// The longest text and metadata, in letters of two bytes.
const ROW_BYTES = 8_000;
const NEEDS_KEY = 'With API_KEYLESS the API answers at localhost only.';

/** Creates the routes of the HTTP API. */
export function createApiApp(deps: ApiAppDeps): OpenAPIHono<ApiEnv> {
  const { config, logger, metrics, tracing, apiKeys, redis } = deps;
  const { isKeyless, origins } = config.api;
  const app = createRoutes();
  // Requests that a tool of an assistant sends to the API itself.
  const parts = new WeakSet<Request>();
  const askOnce = (request: Request) => {
    parts.add(request);
    return app.fetch(request);
  };
  app.use(requestId());
  app.use(observe({ onRequest: metrics.requestEnded, inSpan: tracing?.inSpan }));
  app.use(securityHeaders(pagePolicy));
  if (isKeyless) {
    app.use(onlyLoopbackNames(NEEDS_KEY));
    app.use(onlySameOriginWrites({ allowPrograms: true }));
  }

  if (origins.length > 0) app.use('/v1/*', cors({ origin: origins, exposeHeaders: readableHeaders, maxAge: DAY_S }));

  describeApi(app);
  app.route('/', createDocsRoutes());
  for (const path of ['/v1/*', '/mcp']) {
    app.use(path, authenticate(apiKeys, { isKeyless }));
    app.use(
      path,
      limitRate({ client: redis, prefix: config.queues.prefix, isCounted: (request) => parts.has(request) }),
    );
    app.use(path, refuseCompressed);
  }
  const batchBytes = JSON_BYTES + config.api.batchMax * ROW_BYTES;
  for (const path of ['/v1/greetings/*', '/v1/previews', '/v1/webhooks/*'])
    app.use(path, limitBody(JSON_BYTES, refuseBodyOver(JSON_BYTES)));
  for (const path of ['/v1/batches/*', '/mcp']) app.use(path, limitBody(batchBytes, refuseBodyOver(batchBytes)));
  for (const path of ['/v1/greetings', '/v1/previews', '/v1/webhooks', '/v1/batches', '/mcp']) app.use(path, checkJson);

  const findUploads = createUploadFinder(deps);
  app.route('/', createGreetingRoutes(deps, findUploads));
  app.route('/', createBatchRoutes(deps, findUploads));
  app.route('/', createPreviewRoutes(deps, findUploads));
  app.route('/', createUploadRoutes(deps));
  app.route('/', createFileRoutes(deps));
  app.route('/', createEventRoutes(deps));
  app.route('/', createCatalogRoutes(deps));
  app.route('/', createKeyRoutes(deps));
  app.route('/', createWebhookRoutes(deps));

  app.route('/', createMcpRoutes(askOnce));

  app.route('/', createGiftRoutes(deps));
  app.route('/', createGiftApp(deps));
  app.route('/', createPageApp(deps));

  app.notFound((context) =>
    toResponse(new ProblemError(404, 'ROUTE_UNKNOWN', 'there is no such route'), context.var.requestId),
  );
  app.onError((error, context) => {
    const problem = problemOf(error);
    const facts = { route: context.req.routePath, requestId: context.var.requestId, code: problem.code };
    if (problem.status === 500) logger.error('request failed', { ...facts, error });
    if (problem.status === 503) logger.warn('service unavailable, request refused', { ...facts, error });
    return toResponse(problem, context.var.requestId);
  });
  return app;
}

function refuseBodyOver(bytes: number) {
  return (): never => {
    throw new ProblemError(413, 'BODY_TOO_LARGE', `a body may take up ${bytes} bytes`);
  };
}
