import { uuidv7 } from 'uuidv7';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { ProblemError } from '#root/api/problem.js';
import * as routes from '#root/api/webhooks/routes.js';
import { toDeliveryBody, toDeliveryPage, toWebhookBody } from '#root/api/webhooks/schemas.js';
import { createWebhookSecrets, WEBHOOKS_OFF, type WebhookSecrets } from '#root/api/webhooks/secrets.js';
import type { Webhook } from '#root/jobs/webhooks/webhooks.js';

const MAX = 20;
const KEEP_MS = 24 * 3_600_000;

/** Creates the routes that set up webhooks and list what was sent. */
export function createWebhookRoutes({ config, logger, webhooks }: Pick<ApiDeps, 'config' | 'logger' | 'webhooks'>) {
  const { secret: apiSecret } = config.api.webhooks;
  const known = apiSecret === undefined ? undefined : createWebhookSecrets(apiSecret);

  function secretsOrThrow(): WebhookSecrets {
    if (known === undefined) throw new ProblemError(422, 'WEBHOOKS_OFF', WEBHOOKS_OFF);
    return known;
  }

  async function findWebhook(apiKeyId: string, id: string): Promise<Webhook> {
    const webhook = await webhooks.findOfKey(apiKeyId, id);
    if (webhook === undefined) throw webhookUnknown();
    return webhook;
  }

  async function findActive(apiKeyId: string, id: string): Promise<Webhook> {
    const webhook = await findWebhook(apiKeyId, id);
    if (webhook.disabledAt === null) return webhook;
    throw new ProblemError(409, 'WEBHOOK_DISABLED', 'the webhook is switched off; remove it and create another one');
  }

  return createRoutes()
    .openapi(routes.createOne, async (context) => {
      const secrets = secretsOrThrow();
      const { id: apiKeyId } = context.var.apiKey;
      const secret = secrets.create();
      const given = { ...context.req.valid('json'), id: uuidv7(), apiKeyId, secret: secrets.seal(secret) };
      const webhook = await webhooks.create(given, MAX);
      if (webhook === undefined) throw new ProblemError(409, 'WEBHOOK_MAX', `a key may have ${MAX} webhooks`);
      logger.info('webhook created', { apiKeyId, webhookId: webhook.id });
      return context.json({ ...toWebhookBody(webhook), secret, earlierSecretUntil: null }, 201);
    })

    .openapi(routes.list, async (context) => {
      const items = (await webhooks.listOfKey(context.var.apiKey.id)).map(toWebhookBody);
      return context.json({ items }, 200);
    })

    .openapi(routes.showKeySecret, async (context) =>
      context.json({ secret: secretsOrThrow().ofKey(context.var.apiKey.id) }, 200),
    )

    .openapi(routes.remove, async (context) => {
      const { id } = context.req.valid('param');
      if (!(await webhooks.remove(context.var.apiKey.id, id))) throw webhookUnknown();
      logger.info('webhook removed', { apiKeyId: context.var.apiKey.id, webhookId: id });
      return context.body(null, 204);
    })

    .openapi(routes.rotate, async (context) => {
      const secrets = secretsOrThrow();
      const secret = secrets.create();
      const changed = {
        id: context.req.valid('param').id,
        apiKeyId: context.var.apiKey.id,
        secret: secrets.seal(secret),
      };
      const webhook = await webhooks.rotate(changed, KEEP_MS);
      if (webhook === undefined) throw webhookUnknown();
      const earlierSecretUntil = webhook.earlierUntil?.toISOString() ?? null;
      return context.json({ ...toWebhookBody(webhook), secret, earlierSecretUntil }, 200);
    })

    .openapi(routes.test, async (context) => {
      const webhook = await findActive(context.var.apiKey.id, context.req.valid('param').id);
      const delivery = await webhooks.findDelivery(webhook.apiKeyId, await webhooks.ping(webhook));
      if (delivery === undefined) throw deliveryUnknown();
      return context.json(toDeliveryBody(delivery), 202);
    })

    .openapi(routes.deliveries, async (context) => {
      const { limit, cursor } = context.req.valid('query');
      const page = await webhooks.deliveriesOfKey(context.var.apiKey.id, { limit, olderThan: cursor });
      return context.json(toDeliveryPage(page), 200);
    })

    .openapi(routes.deliveriesOfOne, async (context) => {
      const { limit, cursor } = context.req.valid('query');
      const { id } = await findWebhook(context.var.apiKey.id, context.req.valid('param').id);
      const page = await webhooks.deliveriesOfWebhook(id, { limit, olderThan: cursor });
      return context.json(toDeliveryPage(page), 200);
    })

    .openapi(routes.retry, async (context) => {
      const { id: apiKeyId } = context.var.apiKey;
      const found = await webhooks.findDelivery(apiKeyId, context.req.valid('param').id);
      if (found === undefined) throw deliveryUnknown();
      if (found.webhookId !== null) await findActive(apiKeyId, found.webhookId);
      const delivery = await webhooks.tryAgain(apiKeyId, found.id);
      if (delivery === undefined) throw deliveryUnknown();
      return context.json(toDeliveryBody(delivery), 202);
    });
}

function webhookUnknown(): ProblemError {
  return new ProblemError(404, 'WEBHOOK_UNKNOWN', 'there is no such webhook');
}

function deliveryUnknown(): ProblemError {
  return new ProblemError(404, 'DELIVERY_UNKNOWN', 'there is no such delivery');
}
