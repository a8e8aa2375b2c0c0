import getPort from 'get-port';
import { SetupError } from '#root/errors.js';

/**
 * Returns the wanted port of 127.0.0.1, by default any free one. Throws `SetupError`, with code PORT_TAKEN if the wanted
 * one is not free. Without this check, the server that already uses the port would answer in place of the one that
 * failed to start.
 * @param option name of the option that names the port
 * @param other a port that is not free either, although nobody listens on it yet
 */
export async function freePort(wanted: number | undefined, option: string, other?: number): Promise<number> {
  const port = await getPort({
    host: '127.0.0.1',
    ...(wanted === undefined ? {} : { port: wanted }),
    ...(other === undefined ? {} : { exclude: [other] }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw notUsable(error, wanted === undefined ? '' : `${option}: `);
  });
  if (wanted === undefined || port === wanted) return port;
  throw new SetupError('PORT_TAKEN', `${option}: port ${wanted} is already in use`);
}

function notUsable(error: NodeJS.ErrnoException, prefix: string): SetupError {
  const remedy =
    error.code === 'EADDRNOTAVAIL'
      ? 'the services need 127.0.0.1, and this machine has no such address'
      : error.message;
  return new SetupError('PORT_NOT_USABLE', `${prefix}${remedy}`, { cause: error });
}
