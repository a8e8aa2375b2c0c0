import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  port: number;
  /** From now on nothing comes through, on any connection, and nothing is closed: as with a frozen server. */
  freeze(): void;
  /** What was held back comes through. */
  thaw(): void;
  /** The connections that there are now never bring anything any more; new ones do. */
  blackHole(): void;
  stop(): Promise<void>;
}

/** Starts a proxy before a server on this host that can fall silent without a connection being closed. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let isFrozen = false;
  let sockets: Socket[] = [];
  const lost: Socket[] = [];

  const server = createServer((near) => {
    const far = connect({ port: targetPort, host: '127.0.0.1' });
    const ends = [near, far];
    for (const [from, to] of [ends, [...ends].reverse()] as [Socket, Socket][]) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
      if (isFrozen) from.pause();
    }
    sockets.push(...ends);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    blackHole() {
      for (const socket of sockets) socket.pause();
      lost.push(...sockets);
      sockets = [];
    },
    async stop() {
      for (const socket of [...sockets, ...lost]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
