import { freePort } from './free-port.js';
import { HOST, makeSite, type RedisSetup, securityVariables, startServer, stopSite } from './redis-servers.js';

/** Starts a Redis that uses TLS and has a user with a password. */
export async function startTlsRedis(): Promise<RedisSetup> {
  const site = await makeSite({ isSecure: true });
  const port = await freePort();
  const servers = [await startServer(site, port, ['--user', 'worker', 'on', '>of-its-own', '~*', '&*', '+@all'])];
  return {
    servers,
    variables: {
      ...securityVariables(site),
      REDIS_HOST: HOST,
      REDIS_PORT: String(port),
      REDIS_USERNAME: 'worker',
      REDIS_PASSWORD: 'of-its-own',
    },
    stop: () => stopSite(site, servers),
  };
}
