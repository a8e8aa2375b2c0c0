import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Container } from '#root/app/container.js';
import { createBoardApp } from '#root/board/board-app.js';
import { createQueuesBoard } from '#root/board/bull-board.js';
import { loginOf } from '#root/board/login.js';
import { SetupError } from '#root/errors.js';

export interface Board {
  /** Where it answers. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the board. Throws SetupError where its address cannot be used, or is open to others without a login, and
 * what the store throws that cannot be used or reached.
 * @param port 0 takes a free one
 */
export async function startBoard(container: Container, port: number): Promise<Board> {
  const { host, ...credentials } = container.config.board;
  const login = loginOf({ host, ...credentials });
  const store = await container.store();
  const queues = createQueuesBoard(container);
  const app = await createBoardApp({ ...container, store, login, queues: queues.app });
  const server = createServer(getRequestListener(app.fetch));
  try {
    await Promise.all([once(server, 'listening'), server.listen(port, host)]);
  } catch (error) {
    await queues.close();
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupError('BOARD_ADDRESS', `The board cannot listen at ${host}:${port} (${code})`, { cause: error });
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await queues.close();
    },
  };
}
