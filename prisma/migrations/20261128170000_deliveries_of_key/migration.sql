CREATE INDEX "WebhookDelivery_apiKeyId_id_idx" ON "WebhookDelivery"("apiKeyId", "id");
