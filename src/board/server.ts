import type { Container } from '#root/app/container.js';
import { createBoardApp } from '#root/board/board-app.js';
import { createQueuesBoard } from '#root/board/bull-board.js';
import { loginOf } from '#root/board/login.js';
import { listen } from '#root/http/listen.js';

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
  const { host, traceUrl, ...credentials } = container.config.board;
  const login = loginOf({ host, ...credentials });
  const store = await container.store();
  const queues = createQueuesBoard(container);
  const app = createBoardApp({ ...container, store, login, traceUrl, queues: queues.app });
  const address = { host, port, variables: 'BOARD_HOST and BOARD_PORT', errorCode: 'BOARD_ADDRESS' };
  const server = await listen(app, address).catch(async (error: unknown) => {
    await queues.close();
    throw error;
  });
  return {
    url: server.url,
    async close() {
      await server.close();
      await queues.close();
    },
  };
}
