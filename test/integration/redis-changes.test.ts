import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertRights } from '#root/redis/redis-rights.js';
import { spec } from '../fixtures/spec.js';
import { freePort } from '../helpers/free-port.js';
import { HOST, makeSite, type Site, startServer, stopSite, until, withClient } from '../helpers/redis-servers.js';
import { createStepRig, quick } from '../helpers/step-rig.js';
import { startTcpProxy } from '../helpers/tcp-proxy.js';

// The rights in deploy/README.md.
const DOCUMENTED = ['~{zdravitsa}:*', '&{zdravitsa}:*', '+@all', '-@dangerous', '+info', '+client|list'];
const names = { prefix: '{zdravitsa}', channel: '{zdravitsa}:cancelled' };

let site: Site;
let servers: Awaited<ReturnType<typeof startServer>>[];
let [first, second] = [0, 0];

beforeAll(async () => {
  site = await makeSite({ isSecure: false });
  [first, second] = [await freePort(), await freePort()];
  servers = [
    await startServer(site, first, ['--repl-diskless-sync-delay', '0']),
    await startServer(site, second, ['--replicaof', HOST, String(first)]),
  ];
  await until(site, second, async (client) => (await client.info('replication')).includes('link_status:up'));
});

afterAll(() => stopSite(site, servers));

async function setUser(client: Redis, name: string, rights: string[]): Promise<void> {
  await client.call('ACL', 'SETUSER', name, 'reset', 'on', '>secret', ...rights);
}

test.each([
  [['+@all', '~other:*', '&*'], /may not use the keys \{zdravitsa\}:\*: NOPERM.*keys/],
  [['+@all', '-@write', '~*', '&*'], /may not write to them: NOPERM.*'del'/],
  [['+@all', '-@scripting', '~*', '&*'], /may not run scripts: NOPERM.*'eval'/],
  [['+@all', '-@blocking', '~*', '&*'], /may not wait for jobs with BZPOPMIN: NOPERM.*'bzpopmin'/],
  [['+@all', '-@stream', '~*', '&*'], /may not use streams: NOPERM.*'xtrim'/],
  [['+@all', '~*', 'resetchannels'], /may not publish to the channel \{zdravitsa\}:cancelled: NOPERM.*channels/],
  [['+@all', '-subscribe', '~*', '&*'], /may not subscribe to the channel \{zdravitsa\}:cancelled: NOPERM/],
])('a user of Redis with %j is told which right is missing', async (rights, message) => {
  await withClient(site, first, (client) => setUser(client, 'lacking', rights));
  const address = { host: HOST, port: first, username: 'lacking', password: 'secret' };
  await expect(assertRights(address, names)).rejects.toMatchObject({ code: 'REDIS_RIGHTS_MISSING' });
  await expect(assertRights(address, names)).rejects.toThrow(message);
});

test('the documented rights suffice for a greeting', async () => {
  await withClient(site, first, (client) => setUser(client, 'worker', DOCUMENTED));
  const redis = { host: HOST, port: first, prefix: names.prefix, username: 'worker', password: 'secret' };
  await assertRights(redis, names);
  const rig = await createStepRig(redis);
  rig.startWorkers();
  expect(await rig.ended(await rig.submit())).toMatchObject({ status: 'COMPLETED', run: 1 });
  expect(rig.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await rig.close();
});

test('workers follow a primary that moves behind the same address, and lose no greeting', async () => {
  const proxy = await startTcpProxy(first);
  const redis = { host: '127.0.0.1', port: proxy.port, prefix: '{moved}' };
  const rig = await createStepRig(redis);
  let isMoved = false;
  let startMoving = () => {};
  const mayMove = new Promise<void>((resolve) => {
    startMoving = resolve;
  });
  rig.startWorkers({
    montage: async (input) => {
      await mayMove;
      if (!isMoved) {
        isMoved = true;
        await withClient(site, first, (client) => client.wait(1, 0));
        await withClient(site, second, (client) => client.replicaof('NO', 'ONE'));
        await withClient(site, first, (client) => client.replicaof(HOST, String(second)));
        proxy.moveTo(second);
      }
      return quick.montage(input);
    },
  });
  const before = await Promise.all([rig.submit(), rig.submit(), rig.submit()]);
  startMoving();
  for (const videoJob of before) expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1 });
  const { videoJob } = await rig.videoJobs.create({ spec });
  // The first try may meet the old connection. The reconciler adds such a flow later.
  const add = async () => rig.flows.add(videoJob).then(() => 'added');
  await expect.poll(() => add().catch(({ code }) => code)).toBe('added');
  expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1 });
  await rig.close();
  await proxy.stop();
});

test('workers close while Redis is unavailable', async () => {
  const proxy = await startTcpProxy(second);
  const rig = await createStepRig({ host: '127.0.0.1', port: proxy.port, prefix: '{gone}' });
  rig.startWorkers();
  await rig.ended(await rig.submit());
  await proxy.stop();
  const failures = () => rig.lines.filter(({ error }) => String(Object(error).code) === 'ECONNREFUSED').length;
  await expect.poll(failures).toBeGreaterThan(0);
  // By now each worker has a check for stalled jobs that waits for Redis.
  await sleep(1_000);
  await rig.close();
  expect(rig.lines.filter(({ message }) => message === 'worker closed')).toHaveLength(4);
});
