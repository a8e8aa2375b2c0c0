import { expect, inject, test } from 'vitest';
import { startServices } from '#root/dev/embedded/start-services.js';

test('services refuse a port on which another server answers', async () => {
  const { redisPort } = inject('services');
  const options = { searchPath: process.env.PATH ?? '', redisPort };
  await expect(startServices(options)).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: `--redis-port: port ${redisPort} is already in use`,
  });
});
