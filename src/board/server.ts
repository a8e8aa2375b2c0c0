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
  /** Address of the board. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the board. Throws `SetupError` if it cannot listen at its address, or if other hosts could reach it without a
 * login. Throws the store's error if the store cannot be used.
 * @param port 0 selects a free port
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
