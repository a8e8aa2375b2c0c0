import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '#root/api/api-env.js';
import { ProblemError } from '#root/api/problem.js';
import { type ApiKey, type ApiKeys, type Scope, scopes } from '#root/jobs/api-keys.js';

/** The key of requests without one, if API_KEYLESS allows them. It has no row. */
const demoKey: ApiKey = {
  id: 'demo',
  name: 'without a key',
  scopes: scopes.filter((scope) => scope !== 'telegram'),
  rate: 600,
  openMax: 100,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  createdAt: new Date(0),
};

const UNAUTHENTICATED = { headers: { 'WWW-Authenticate': 'Bearer realm="zdravitsa"' } };

/** Finds the key that a request names in `Authorization`. Throws ProblemError 401. */
export function authenticate(apiKeys: Pick<ApiKeys, 'authenticate'>, { isKeyless }: { isKeyless: boolean }) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    context.set('apiKey', await findKey(context.req.header('authorization')));
    await next();
  });

  async function findKey(header: string | undefined): Promise<ApiKey> {
    if (header === undefined && isKeyless) return demoKey;
    if (header === undefined) {
      throw new ProblemError(401, 'KEY_MISSING', 'send the header Authorization: Bearer zdr_…', UNAUTHENTICATED);
    }
    const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
    const apiKey = token === undefined ? undefined : await apiKeys.authenticate(token);
    if (apiKey === undefined) {
      throw new ProblemError(401, 'KEY_INVALID', 'this key is unknown, expired or revoked', UNAUTHENTICATED);
    }
    return apiKey;
  }
}

/** Throws ProblemError 403 if the key may not do this. */
export function assertScope({ scopes: allowed }: Pick<ApiKey, 'scopes'>, scope: Scope): void {
  if (allowed.includes(scope)) return;
  throw new ProblemError(403, 'SCOPE_MISSING', `this key lacks the scope ${scope}`);
}

/** Refuses requests whose key lacks the scope. */
export function requireScope(scope: Scope) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    assertScope(context.var.apiKey, scope);
    await next();
  });
}
