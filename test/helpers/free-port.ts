import getPort, { portNumbers } from 'get-port';

const [LOWEST, HIGHEST] = [10_240, 32_000];

/**
 * Returns a port that nothing listens at. It lies below the range from which systems take the ports of outgoing
 * connections, one of which could otherwise take it before the server starts.
 */
export async function freePort(): Promise<number> {
  const start = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
  return getPort({ port: portNumbers(start, HIGHEST) });
}
