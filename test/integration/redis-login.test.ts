import { expect, inject, onTestFinished, test } from 'vitest';
import { createRunGateway } from '#root/queue/runs/run-gateway.js';
import { producerConnection } from '#root/redis/connection.js';
import { quietLogger as logger } from '../helpers/logger.js';

test('a refused login and an unavailable Redis are different errors, and a running process waits in both cases', async () => {
  const { redisHost: host, redisPort: port } = inject('services');
  const flowsFor = (place: { host: string; port: number }) => {
    const connection = producerConnection({ ...place, username: 'nobody', password: 'wrong' });
    const flows = createRunGateway({
      connection,
      logger,
      prefix: '{refused}',
      attempts: 1,
      backoffMs: 1,
      timeoutMs: 1_000,
    });
    onTestFinished(() => void flows.close());
    return flows;
  };
  const refused = flowsFor({ host, port: Number(port) });
  await expect(refused.ping()).rejects.toMatchObject({ name: 'SetupError', code: 'REDIS_REFUSED' });
  await expect(refused.ping()).rejects.toThrow('look at REDIS_USERNAME and REDIS_PASSWORD: WRONGPASS');
  await expect(refused.waiting('tts')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE', retryable: true });

  const unavailable = flowsFor({ host, port: 1 });
  await expect(unavailable.ping()).rejects.toMatchObject({ name: 'UnavailableError', code: 'REDIS_UNAVAILABLE' });
});
