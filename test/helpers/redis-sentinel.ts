import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import {
  HOST,
  makeSite,
  type RedisSetup,
  securityVariables,
  startServer,
  stopSite,
  until,
  withClient,
} from './redis-servers.js';

export interface SentinelRedis extends RedisSetup {
  /** Waits until the replica has all data that was written so far. */
  replicated(): Promise<void>;
}

const PRIMARY_NAME = 'main';

/** Starts a primary, its replica and a Sentinel, which `servers` contains in this order. */
export async function startSentinelRedis({ isSecure = false } = {}): Promise<SentinelRedis> {
  const site = await makeSite({ isSecure });
  const [primaryPort, replicaPort, sentinelPort] = [await freePort(), await freePort(), await freePort()];
  const announced = (port: number) => ['--replica-announce-ip', HOST, '--replica-announce-port', String(port)];
  const servers = [
    await startServer(site, primaryPort, ['--repl-diskless-sync-delay', '0', ...announced(primaryPort)]),
    await startServer(site, replicaPort, ['--replicaof', HOST, String(primaryPort), ...announced(replicaPort)]),
  ];
  await until(site, replicaPort, async (client) => (await client.info('replication')).includes('link_status:up'));
  const settings = join(site.dir, 'sentinel.conf');
  await writeFile(settings, sentinelSettings(primaryPort, site.security?.password));
  servers.push(await startServer(site, sentinelPort, ['--sentinel'], settings));
  // A failover requires that the Sentinel knows the replica.
  await until(site, sentinelPort, async (client) => {
    const replicas = await client.call('SENTINEL', 'REPLICAS', PRIMARY_NAME);
    return Array.isArray(replicas) && replicas.length === 1;
  });
  return {
    servers,
    variables: {
      ...securityVariables(site),
      REDIS_SENTINELS: `${HOST}:${sentinelPort}`,
      REDIS_SENTINEL_NAME: PRIMARY_NAME,
      ...(site.security === undefined ? {} : { REDIS_SENTINEL_PASSWORD: site.security.password }),
    },
    async replicated() {
      await withClient(site, primaryPort, async (client) => {
        // WAIT covers the writes of its own connection and all writes before them.
        await client.set('replicated', 'yes');
        await client.wait(1, 0);
      });
    },
    stop: () => stopSite(site, servers),
  };
}

function sentinelSettings(primaryPort: number, password: string | undefined): string {
  const lines = [
    // Announce servers by the names that they announce, because certificates contain names.
    'sentinel resolve-hostnames yes',
    'sentinel announce-hostnames yes',
    `sentinel monitor ${PRIMARY_NAME} ${HOST} ${primaryPort} 1`,
    `sentinel down-after-milliseconds ${PRIMARY_NAME} 500`,
    `sentinel failover-timeout ${PRIMARY_NAME} 3000`,
    ...(password === undefined ? [] : [`sentinel auth-pass ${PRIMARY_NAME} ${password}`]),
  ];
  return `${lines.join('\n')}\n`;
}
