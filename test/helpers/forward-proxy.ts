import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { pipeline } from 'node:stream';

export interface ForwardProxy {
  /** Address with a user and a password. */
  url: string;
  /** What was requested: `GET http://host/path` or `CONNECT host:port`. */
  seen: string[];
  stop(): Promise<void>;
}

const LOGIN = `Basic ${Buffer.from('user:pass word').toString('base64')}`;

/** Starts a proxy that requires a login. Names that only it knows lead to these ports of this host. */
export async function startForwardProxy(ports: Record<string, number>): Promise<ForwardProxy> {
  const seen: string[] = [];
  const host = '127.0.0.1';
  const portOf = (name: string) => ports[name] ?? 1;

  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    seen.push(`${method} ${url}`);
    if (headers['proxy-authorization'] !== LOGIN) return void outgoing.writeHead(407).end();
    const { hostname, pathname, search } = new URL(url);
    const path = `${pathname}${search}`;
    const passed = request({ host, port: portOf(hostname), method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, outgoing, () => {});
    });
    pipeline(incoming, passed, () => {});
    passed.on('error', () => outgoing.destroy());
  });
  server.on('connect', ({ url = '', headers }, near) => {
    seen.push(`CONNECT ${url}`);
    if (headers['proxy-authorization'] !== LOGIN) return void near.end('HTTP/1.1 407 Login Required\r\n\r\n');
    const far = connect({ host, port: portOf(url.split(':')[0] ?? '') }, () => {
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      pipeline(near, far, near, () => {});
    });
    far.on('error', () => near.destroy());
  });
  server.listen(0, host);
  await once(server, 'listening');

  return {
    url: `http://user:pass%20word@${host}:${(server.address() as AddressInfo).port}`,
    seen,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
