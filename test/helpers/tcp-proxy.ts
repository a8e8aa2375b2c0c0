import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  port: number;
  /** Stops all traffic without closing a connection, as a frozen server does. */
  freeze(): void;
  /** Resumes all traffic, with the data that was held back. */
  thaw(): void;
  /** Permanently stops the traffic of existing connections. New connections work. */
  blackHole(): void;
  /** Leads new connections to another server. Existing ones stay, as behind an address that moves. */
  moveTo(port: number): void;
  stop(): Promise<void>;
}

/** Starts a proxy in front of a server on this host that can stop traffic without closing connections. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let isFrozen = false;
  let target = targetPort;
  let sockets: Socket[] = [];
  const lost: Socket[] = [];

  const server = createServer((near) => {
    const far = connect({ port: target, host: '127.0.0.1' });
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
    moveTo(port) {
      target = port;
    },
    async stop() {
      for (const socket of [...sockets, ...lost]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
