import { once } from 'node:events';
import { createServer } from 'node:net';
import getPort from 'get-port';
import { SetupError } from '#root/errors.js';

const HOST = '127.0.0.1';

/** Returns a port of 127.0.0.1 on which nobody listens, other than this one. Throws `SetupError` (PORT_NOT_USABLE). */
export async function freePort(other?: number): Promise<number> {
  return getPort({ host: HOST, ...(other === undefined ? {} : { exclude: [other] }) }).catch((error: unknown) => {
    throw portError(error, '');
  });
}

/**
 * Returns this port of 127.0.0.1. Throws `SetupError`, with code PORT_TAKEN if it is not free. Without this check, the
 * server that already uses the port would answer in place of the one that failed to start.
 * @param option name of the option that names the port
 */
export async function givenPort(port: number, option: string): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, HOST);
    await once(server, 'listening');
  } catch (error) {
    throw portError(error, `${option}: `);
  }
  server.close();
  await once(server, 'close');
  return port;
}

function portError(error: unknown, prefix: string): SetupError {
  const { code = '', message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return new SetupError('PORT_TAKEN', `${prefix}port ${port} is already in use`);
  const messages: Record<string, string> = {
    EADDRNOTAVAIL: `the services need ${HOST}, and this machine has no such address`,
    EACCES: `port ${port} needs root; name one above 1023`,
  };
  return new SetupError('PORT_NOT_USABLE', `${prefix}${messages[code] ?? message}`, { cause: error });
}
