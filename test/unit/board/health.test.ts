import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startHealthServer } from '#root/board/health.js';

test('a port that is taken is named as the fault of HEALTH_PORT', async () => {
  const taken = createServer().listen(0);
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const starting = startHealthServer({ port, liveness: async () => ({ live: true, wedged: [] }) });
  await expect(starting).rejects.toMatchObject({
    code: 'PORT_UNUSABLE',
    message: expect.stringContaining('HEALTH_PORT'),
  });
  taken.close();
});
