import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export type ChaosReceiver = Awaited<ReturnType<typeof startReceiver>>;

// A message that is refused comes again after 5 s, and after that one only in 5 minutes.
const REFUSED = 0.3;

/** Starts a program that is notified. It refuses some messages once: by a 500, by a broken connection, or by no answer. */
export async function startReceiver(random: () => number) {
  const taken = new Map<string, number>();
  const refused = new Set<string>();
  let forged = 0;
  let verifier: Webhook | undefined;

  function refuse(response: ServerResponse): void {
    const chance = random();
    if (chance < 0.4) response.writeHead(500).end();
    else if (chance < 0.8) response.destroy();
  }

  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const id = String(request.headers['webhook-id']);
    try {
      verifier?.verify(body, request.headers as Record<string, string>);
    } catch {
      forged += 1;
    }
    if (!refused.has(id) && random() < REFUSED) {
      refused.add(id);
      return refuse(response);
    }
    taken.set(id, (taken.get(id) ?? 0) + 1);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/`,
    /** From now on signatures are verified. */
    expect(secret: string): void {
      verifier = new Webhook(secret);
    },
    /** Ids of the messages about a greeting that were taken. */
    eventsOf: (greetingId: string): string[] => [...taken.keys()].filter((id) => id.startsWith(`${greetingId}_`)),
    counts: () => ({
      taken: taken.size,
      refused: refused.size,
      repeated: [...taken.values()].filter((times) => times > 1).length,
      forged,
    }),
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
